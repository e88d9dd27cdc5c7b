/** Which of TypeScript's problems are some in Tandem: what is right in a shell is none in a file that no configuration rules. */
import type ts from "typescript";

/** `await` and the like outside of functions in a file that imports nothing: a shell takes it. */
const OUTSIDE_OF_FUNCTIONS = new Set([1375, 1378, 1431, 1432, 2854]);
/** A name of Node's without its type definitions: `process`, `require`. */
const NODE_NAMES = new Set([2580, 2591]);
/** "Cannot find name", without and with another one that is meant. */
const NO_NAME = new Set([2304, 2552]);
/** "Cannot find module". */
const NO_MODULE = new Set([2307, 2792]);
/** The same name in several files that are no modules: they are scripts of their own. */
const TWICE = new Set([2300, 2393, 2403, 2451, 2717]);

/** As kernel-host/builtin/javascript has them: modules of Node's by their names, and the last result. */
const MODULES = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events " +
    "fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream " +
    "string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib _ _error"
  ).split(" "),
);

/** @param configured whether a tsconfig.json or jsconfig.json rules the file */
export function isProblem(found: ts.Diagnostic, configured: boolean): boolean {
  const { code, file, start = 0, length = 0, relatedInformation = [] } = found;
  if (configured) return true;
  if (OUTSIDE_OF_FUNCTIONS.has(code) || NODE_NAMES.has(code)) return false;
  const text = file?.text.slice(start, start + length) ?? "";
  if (NO_NAME.has(code)) return !MODULES.has(text);
  if (NO_MODULE.has(code)) {
    const name = text.replace(/^["'`]|["'`]$/g, "");
    return !name.startsWith("node:") && !MODULES.has(name.split("/")[0] ?? "");
  }
  if (TWICE.has(code)) return relatedInformation.every((other) => !other.file || other.file === file);
  return true;
}
