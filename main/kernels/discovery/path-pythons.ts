/** Pythons on PATH that belong to no environment: only they themselves can tell what they have. */
import { execFile } from "node:child_process";
import { realpath, stat } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import * as v from "valibot";
import { isProgram } from "./kernelspecs";

const TIME_LIMIT_MS = 5_000;
const QUESTION = `
import importlib.util, json, sys
print(json.dumps({
    "executable": sys.executable,
    "prefix": sys.prefix,
    "version": "%d.%d" % sys.version_info[:2],
    "ipykernel": importlib.util.find_spec("ipykernel") is not None,
}))`;

const answer = v.object({
  executable: v.string(),
  prefix: v.string(),
  version: v.string(),
  ipykernel: v.boolean(),
});
export type PathPython = v.InferOutput<typeof answer>;

/** Asks each interpreter once as long as its file does not change. */
export class PathPythons {
  readonly #known = new Map<string, Promise<PathPython | undefined>>();

  /** Interpreter files on a search path, in its order, links to the same one left out. */
  async find(path: string): Promise<string[]> {
    const names = process.platform === "win32" ? ["python.exe"] : ["python3", "python"];
    const found = new Map<string, string>();
    for (const folder of path.split(delimiter).filter((each) => isAbsolute(each))) {
      for (const name of names) {
        const file = join(folder, name);
        // On Windows this folder holds only doors to a shop.
        if (/WindowsApps/i.test(file) || !(await isProgram(file))) continue;
        // An environment's interpreter is a link to the system's and still another Python.
        const target = `${await realpath(folder)} ${await realpath(file)}`;
        if (!found.has(target)) found.set(target, file);
      }
    }
    return [...found.values()];
  }

  /** What the interpreter says of itself; undefined when it does not in time. */
  async ask(file: string): Promise<PathPython | undefined> {
    const { mtimeMs } = await stat(file);
    const key = `${file} ${mtimeMs}`;
    const known = this.#known.get(key) ?? run(file);
    this.#known.set(key, known);
    const said = await known;
    // Not remembered: ipykernel can be installed at any time.
    if (!said?.ipykernel) this.#known.delete(key);
    return said;
  }
}

function run(file: string): Promise<PathPython | undefined> {
  return new Promise((resolve) => {
    // A folder of its own: a file named json.py in the present one would be imported.
    const options = { timeout: TIME_LIMIT_MS, killSignal: "SIGKILL", cwd: dirname(file) } as const;
    execFile(file, ["-c", QUESTION], options, (error, stdout) => {
      if (error) return resolve(undefined);
      try {
        resolve(v.parse(answer, JSON.parse(stdout)));
      } catch {
        resolve(undefined);
      }
    });
  });
}
