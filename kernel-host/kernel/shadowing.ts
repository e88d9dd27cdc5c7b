/** A file of the user's that Python takes for a module which the kernel needs: `signal.py`, `re.py` in the working folder. */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

export interface ShadowingFile {
  readonly file: string;
  /** The module whose place it takes. */
  readonly module: string;
}

/** No more of the last words is looked at than a traceback's end has, in UTF-16 units. */
const LOOK_CHARS = 4_000;
const FRAME = /File "([^"\n]{1,1000})", line \d/g;
/** How Python says that a module is not what it should be. */
const MODULE =
  /module '([\w.]{1,200})' has no attribute|cannot import name '[^'\n]{0,200}' from (?:partially initialized module )?'([\w.]{1,200})'|'([\w.]{1,200})' is not a package/g;

/**
 * The file that a Python kernel's last words complain of, where it is one of the working folder's.
 * @param words the last that the process said; @param cwd its working folder
 * @param argv the command that started it
 */
export function shadowingFile(
  words: string,
  cwd: string,
  argv: readonly string[] = [],
): ShadowingFile | undefined {
  const said = words.slice(-LOOK_CHARS);
  if (!said.includes("Traceback (most recent call last)")) return undefined;
  const named = [...said.matchAll(MODULE)].at(-1);
  const module = (named?.[1] ?? named?.[2] ?? named?.[3])?.split(".")[0];
  const file = module === undefined ? undefined : fileOf(module, cwd);
  if (module !== undefined && file !== undefined) return { file, module };
  // A kernel whose program stands there imports its own modules from there.
  if (argv.some((each) => moduleIn(path.resolve(cwd, each), cwd) !== undefined)) return undefined;
  const frame = [...said.matchAll(FRAME)]
    .map(([, each = ""]) => each)
    .findLast((each) => moduleIn(each, cwd));
  return frame === undefined ? undefined : { file: frame, module: moduleIn(frame, cwd) ?? "" };
}

function fileOf(module: string, folder: string): string | undefined {
  const files = [path.join(folder, `${module}.py`), path.join(folder, module, "__init__.py")];
  return files.find((file) => existsSync(file));
}

/** The name under which the file can be imported from the folder. */
function moduleIn(file: string, folder: string): string | undefined {
  const { dir, name, ext } = path.parse(file);
  if (ext !== ".py") return undefined;
  if (isSame(dir, folder)) return name;
  return name === "__init__" && isSame(path.dirname(dir), folder) ? path.basename(dir) : undefined;
}

function isSame(one: string, other: string): boolean {
  if (path.resolve(one) === path.resolve(other)) return true;
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
