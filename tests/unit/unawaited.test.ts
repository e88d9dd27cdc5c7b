/** What nobody waits for says what failed: `unawaited` of its house. What stays after `void` is listed here. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What is called after `void` and needs nobody to hear of it: by the last name of what is called. */
const HARMLESS: Readonly<Record<string, string>> = {
  runCommand: "tells the user itself what failed",
  tellFailure: "tells the user itself what failed",
  attempt: "tells the user itself what failed",
  tell: "gives no promise",
  notify: "gives no promise",
  setTimeout: "gives no promise",
  push: "gives no promise",
  send: "gives no promise",
  kill: "gives no promise",
  destroy: "gives no promise",
  onNotification: "gives no promise",
  "#deliver": "what a channel's reader throws closes the channel, and its other end hears why",
};

/** Single places, by what is called there. */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "kernel-host/builtin/javascript/javascript-kernel.ts": {
    main: "what ends the kernel at its start ends its process, with its words",
  },
  "kernel-host/builtin/javascript/user-thread.ts": {
    take: "rejections in the user's thread are the user's, and shown in the shell",
  },
};

const DROPPED = /\bvoid (?!0\b)([\w#.!?[\]]+)\(/g;

/** The expression that begins there, without what follows it. */
function expressionAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string;
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char) && --depth < 0) return text.slice(from, at);
    else if (";,".includes(char) && depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}

/** Whether its rejection is handled: by a `catch`, or as the second of a `then`. */
const isHandled = (expression: string) =>
  /\.catch\(|\.then\([^]*,\s*\(.*\)\s*=>|\.then\(undefined,/.test(expression);

test("a promise that nobody waits for says what failed", () => {
  const sources = ["main", "renderer", "kernel-host", "preload"]
    .flatMap((house) =>
      readdirSync(house, { recursive: true, encoding: "utf8" }).map((name) =>
        join(house, name).replaceAll("\\", "/"),
      ),
    )
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|fixture/.test(name));
  expect(sources.length).toBeGreaterThan(500);
  const unheard: string[] = [];
  const used = new Set<string>();
  for (const source of sources) {
    const text = readFileSync(source, "utf8");
    for (const { index, 0: found, 1: called = "" } of text.matchAll(DROPPED)) {
      const name = called.split(".").at(-1) ?? "";
      if (name in HARMLESS || PLACES[source]?.[name] !== undefined) used.add(name);
      else if (!isHandled(expressionAt(text, index + "void ".length)))
        unheard.push(`${source}:${text.slice(0, index).split("\n").length}: ${found}`);
    }
  }
  expect(unheard).toEqual([]);
  // What is not called so any more is no exception either.
  const listed = [...Object.keys(HARMLESS), ...Object.values(PLACES).flatMap((names) => Object.keys(names))];
  expect(listed.filter((name) => !used.has(name))).toEqual([]);
});
