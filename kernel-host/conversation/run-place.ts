/** Where code stands that is run from an editor, told to the kernel in its language before the code itself. */
import path from "node:path";
import type { CodeOrigin } from "../../preload/contract/records";

const PLACES: Readonly<Record<string, (file: string | null, folder: string | null) => string>> = {
  // As "python file.py" has it. JSON's strings are Python's too. No name is left behind but the one that is meant.
  python: (file, folder) =>
    file === null
      ? `globals().pop("__file__", None)`
      : [
          `__file__ = ${JSON.stringify(file)}`,
          `(lambda sys, os, d: d in sys.path or ("" in sys.path and os.getcwd() == d) or sys.path.insert(0, d))(` +
            `__import__("sys"), __import__("os"), ${JSON.stringify(path.dirname(file))})`,
          ...(folder === null ? [] : [`__import__("os").chdir(${JSON.stringify(folder)})`]),
        ].join("\n"),
  javascript: (file, folder) =>
    file === null
      ? "delete globalThis.__filename; delete globalThis.__dirname"
      : [
          `globalThis.__filename = ${JSON.stringify(file)}`,
          `globalThis.__dirname = ${JSON.stringify(path.dirname(file))}`,
          ...(folder === null ? [] : [`process.chdir(${JSON.stringify(folder)})`]),
        ].join("\n"),
};

/** What one life of a kernel was told of it. */
export class RunPlace {
  /** The file that the kernel was told last; null: that there is none. */
  #file: string | null = null;

  /**
   * Code that tells the kernel the file of what comes next, and goes to the file's folder where that is wanted;
   * undefined where it knows it, or there is no way. A kernel's own input leaves things as they are.
   */
  next(
    language: string | undefined,
    origin: CodeOrigin | undefined,
    changeFolder: boolean,
  ): string | undefined {
    const tell = PLACES[language?.toLowerCase() ?? ""];
    if (!tell || !origin) return undefined;
    const file = path.isAbsolute(origin.file) ? origin.file : null;
    const folder = changeFolder && file !== null ? path.dirname(file) : null;
    if (file === this.#file && folder === null) return undefined;
    this.#file = file;
    return tell(file, folder);
  }
}
