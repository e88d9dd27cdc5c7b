/** Starts a Python, has it run a few lines, and takes its answer. */

import { execFile } from "node:child_process";
import { dirname } from "node:path";
import * as v from "valibot";
import { t } from "../../../preload/texts/texts";

/** Its answer is the line after this one: whatever runs at the interpreter's start may print. */
const MARK = "--- tandem asks ---";

/** What it said, or why it did not: the end of a sentence ("it ended with exit code 1"). */
export type PythonAnswer<T> = { readonly said: T } | { readonly broken: string };

export interface PythonQuestion<T> {
  /** Lines that set `answer`, which must do on any Python, also on those that are too old for us. */
  readonly lines: string;
  /** What `answer` must be, as JSON. */
  readonly schema: v.GenericSchema<unknown, T>;
  /** An interpreter that says nothing for so long is broken, in ms. */
  readonly limitMs: number;
  /** Its environment; ours where absent. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Asks an interpreter. Never rejects. */
export function askPython<T>(
  file: string,
  { lines, schema, limitMs, env }: PythonQuestion<T>,
): Promise<PythonAnswer<T>> {
  const program = `${lines}\nimport json\nprint("\\n${MARK}")\nprint(json.dumps(answer))`;
  return new Promise((resolve) => {
    const options = {
      timeout: limitMs,
      killSignal: "SIGKILL",
      // The interpreter's own folder: a file named json.py in the present one would be imported.
      cwd: dirname(file),
      windowsHide: true,
      ...(env ? { env } : {}),
    } as const;
    const child = execFile(file, ["-c", program], options, (error, stdout, stderr) => {
      const printed = stdout.split(/\r?\n/);
      const mark = printed.lastIndexOf(MARK);
      const said = error || mark < 0 ? undefined : parse(schema, printed[mark + 1]);
      resolve(said ? { said: said.output } : { broken: whyBroken(error, stderr, limitMs) });
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end();
  });
}

/** What the system cannot run it hands to a shell, which complains of the first line. */
function shellTried(words: string): boolean {
  if (/Exec format error|cannot execute/i.test(words)) return true;
  return words.split("\n").some((line) => {
    const at = line.indexOf(": 1: ");
    return at !== -1 && /not found|Syntax error/i.test(line.slice(at));
  });
}

function parse<T>(schema: v.GenericSchema<unknown, T>, line: string | undefined): { output: T } | undefined {
  try {
    return { output: v.parse(schema, JSON.parse(line ?? "")) };
  } catch {
    return undefined;
  }
}

function whyBroken(
  error: (Error & { code?: unknown; killed?: boolean; signal?: unknown }) | null,
  stderr: string,
  limitMs: number,
): string {
  if (!error) return t("it does not answer as Python does");
  if (error.killed) return t("it said nothing for {count} seconds", { count: limitMs / 1000 });
  if (typeof error.code === "string") return notStarted(error.code);
  if (shellTried(stderr)) return notStarted("ENOEXEC");
  const how =
    typeof error.code === "number"
      ? t("exit code {code}", { code: String(error.code) })
      : t("signal {signal}", { signal: String(error.signal) });
  const words = stderr.trim().split("\n").at(-1)?.slice(0, 200);
  return words
    ? t("it ended with {how}: {words}", { how, words: words.replace(/\.$/, "") })
    : t("it ended with {how}", { how });
}

/** @param code of the system */
function notStarted(code: string): string {
  const why: Readonly<Record<string, string>> = {
    ENOEXEC: t("it is no program of this system, or one for another kind of processor"),
    EACCES: t("it may not be run, or is a folder"),
    ENOENT: t("it, or what should run it, is not there"),
  };
  return t("it could not be started: {reason}", { reason: why[code] ?? code });
}
