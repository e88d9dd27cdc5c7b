/** Python interpreters: what each says of itself, asked by starting it, and remembered as long as its file stays the same. */

import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { t } from "../../../preload/texts/texts";
import { askPython } from "./ask-python";

/** An interpreter that says nothing for so long is broken, in ms. */
const TIME_LIMIT_MS = 10_000;
const AT_ONCE = 4;
const QUESTION = `
import sys, sysconfig
answer = {
    "executable": sys.executable,
    "prefix": sys.prefix,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "architecture": sysconfig.get_platform().split("-")[-1],
    "searchPath": [folder for folder in sys.path if folder],
}`;

const interpreterSchema = v.object({
  executable: v.pipe(v.string(), v.minLength(1)),
  prefix: v.string(),
  /** "3.12.4", "3.12" where only files were read, "" where they do not tell. */
  version: v.pipe(v.string(), v.regex(/^(?:\d+\.\d+(?:\.\d+)?)?$/)),
  /** "x86_64", "arm64", "universal2", "amd64", "win32", "" where only files were read. */
  architecture: v.string(),
  /** Its sys.path: folders (and archives) that modules are looked for in. */
  searchPath: v.array(v.string()),
});
export type Interpreter = v.InferOutput<typeof interpreterSchema>;

/** What interpreters have said, by file: for the profile's memory. */
export const rememberedInterpreters = v.record(
  v.string(),
  v.object({ stamp: v.string(), interpreter: interpreterSchema }),
);
export type RememberedInterpreters = v.InferOutput<typeof rememberedInterpreters>;

/** An interpreter, or why it cannot be used: the end of a sentence ("it ended with exit code 1"). */
export type Answer = { readonly interpreter: Interpreter } | { readonly broken: string };

export class Interpreters {
  readonly #answers = new Map<string, { readonly stamp: string; readonly interpreter: Interpreter }>();
  /** Questions under way, by file. */
  readonly #asked = new Map<string, Promise<Answer>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param remembered what `remembered` gave in an earlier run */
  constructor(remembered: RememberedInterpreters = {}) {
    for (const [file, answer] of Object.entries(remembered)) this.#answers.set(file, answer);
  }

  get remembered(): RememberedInterpreters {
    return Object.fromEntries(this.#answers);
  }

  /** What the interpreter says of itself, or why it does not. Never rejects. */
  ask(file: string): Promise<Answer> {
    const asked = this.#asked.get(file) ?? this.#ask(file).finally(() => this.#asked.delete(file));
    this.#asked.set(file, asked);
    return asked;
  }

  async #ask(file: string): Promise<Answer> {
    const stamp = await stampOf(file);
    if (stamp === undefined) return { broken: t("it is not there any more") };
    const known = this.#answers.get(file);
    if (known?.stamp === stamp) return known;
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    this.#running++;
    const answer = await run(file).finally(() => {
      this.#running--;
      this.#waiting.shift()?.();
    });
    this.#answers.delete(file);
    // A shim is one file for all versions of a tool; and what is broken may be repaired around its file.
    if ("interpreter" in answer && !/[\\/]shims[\\/]/.test(file))
      this.#answers.set(file, { stamp, interpreter: answer.interpreter });
    return answer;
  }
}

/** Whether a module of that name is in the interpreter's search path. Looks at files only, so it is true at any time. */
export async function hasModule({ searchPath }: Interpreter, name: string): Promise<boolean> {
  const found = await Promise.all(
    searchPath.map((folder) =>
      stat(join(folder, name)).then(
        (entry) => entry.isDirectory(),
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Whether the ipykernel that this Python imports is 7.3 or newer, from which on it takes keys of CURVE. */
export async function ipykernelEncrypts({ searchPath }: Interpreter): Promise<boolean> {
  for (const folder of searchPath) {
    const names = await readdir(folder).catch((): string[] => []);
    if (!names.includes("ipykernel")) continue;
    return names.some((name) => {
      const [, major, minor] =
        /^ipykernel-(\d{1,4})\.(\d{1,4})[^/]*\.dist-info$/.exec(name)?.map(Number) ?? [];
      return major !== undefined && minor !== undefined && (major > 7 || (major === 7 && minor >= 3));
    });
  }
  return false;
}

/** Changes when the interpreter may have: its file, or the configuration of its environment. */
async function stampOf(file: string): Promise<string | undefined> {
  try {
    const target = await realpath(file);
    const { mtimeMs, size } = await stat(target);
    const config = await stat(join(dirname(dirname(file)), "pyvenv.cfg")).catch(() => undefined);
    return [target, mtimeMs, size, config?.mtimeMs ?? ""].join(" ");
  } catch {
    return undefined;
  }
}

async function run(file: string): Promise<Answer> {
  const answer = await askPython(file, {
    lines: QUESTION,
    schema: interpreterSchema,
    limitMs: TIME_LIMIT_MS,
  });
  return "said" in answer ? { interpreter: answer.said } : answer;
}
