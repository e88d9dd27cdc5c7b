/** The breakpoints, kept for all windows: over the app's end, and the machine's. */
import { type BreakpointSet, breakpointSet, NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { JsonFile } from "./json-file";

/** Of so many files breakpoints are kept: those that were changed last. */
const MOST_FILES = 500;

export class BreakpointStore {
  readonly #file: JsonFile<BreakpointSet>;

  constructor(file: string, onFailure: (error: unknown) => void) {
    this.#file = new JsonFile(file, breakpointSet, NO_BREAKPOINTS, "breakpoints", onFailure);
  }

  /** What was set right when the file was read, for the window. */
  get notice() {
    return this.#file.notice;
  }

  get(): BreakpointSet {
    return this.#file.value;
  }

  /** Those of one file, in place of what it had. */
  setFile({ file, breakpoints }: BreakpointSet["files"][number]): void {
    const { files, ...rest } = this.#file.value;
    const others = files.filter((one) => one.file !== file);
    const all = breakpoints.length === 0 ? others : [...others, { file, breakpoints }];
    this.#file.set({ ...rest, files: all.slice(-MOST_FILES) });
  }

  setOthers(others: Pick<BreakpointSet, "functions" | "exceptions">): void {
    this.#file.set({ ...this.#file.value, ...others });
  }

  settled(): Promise<void> {
    return this.#file.settled();
  }
}
