/** The notebook that `tandem run` runs, on the disk: what its cells gave is written back while it runs. */
import { readFile, realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import { NotebookError, NotebookFile, type WantedCell } from "../../../preload/notebook/notebook-file";
import { INJECTED_TAG, PARAMETERS_TAG } from "../../../preload/notebook/parameters";
import { shownSource } from "../../../preload/notebook/percent-text";
import { fileProblem } from "../../floor/user-error";
import { CommandError, EXIT } from "../terminal/exit-codes";

type Result = NonNullable<WantedCell["result"]>;

const BOM = "\ufeff";

/** A cell that runs. */
export interface RunCell {
  readonly key: string;
  readonly code: string;
  /** As a person counts the cells, from 1. */
  readonly number: number;
  /** It is to fail: what follows runs all the same. */
  readonly mayFail: boolean;
}

const tagsOf = (metadata: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Array.isArray(metadata["tags"]) ? metadata["tags"] : [];

export class RunFile {
  #notebook: NotebookFile;
  #written: string;
  readonly #results = new Map<string, Result>();
  #writing: Promise<void> = Promise.resolve();
  #isDue = false;
  /** Why it could not be written last. */
  problem: string | null = null;

  private constructor(
    readonly path: string,
    text: string,
    private readonly mode: number,
  ) {
    this.#written = text;
    this.#notebook = notebookOf(text, path);
  }

  /** @throws CommandError with a sentence */
  static async open(path: string): Promise<RunFile> {
    try {
      // A link stays one: what it leads to is written.
      const real = await realpath(path);
      const { mode } = await stat(real);
      return new RunFile(real, await readFile(real, "utf8"), mode & 0o777);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(`${path} cannot be read: ${fileProblem(error)}.`, EXIT.notFound);
    }
  }

  get notebook(): NotebookFile {
    return this.#notebook;
  }

  get language(): string {
    return this.#notebook.language ?? "python";
  }

  /** The cells of code that are not empty, in their order. */
  get cells(): readonly RunCell[] {
    return this.#notebook.cells.flatMap(({ key, type, source, metadata }, at) =>
      type === "code" && source.trim() !== ""
        ? [
            {
              key,
              code: shownSource(source),
              number: at + 1,
              mayFail: tagsOf(metadata).includes("raises-exception"),
            },
          ]
        : [],
    );
  }

  /** Puts the cell that sets parameters where papermill does, in place of one from before. */
  async setParameters(source: string): Promise<void> {
    const cells = this.#notebook.cells;
    const has = (tag: string) => cells.findIndex(({ metadata }) => tagsOf(metadata).includes(tag));
    const wanted: WantedCell[] = cells.map(({ key, type }) => ({ key, type }));
    const [old, place] = [has(INJECTED_TAG), has(PARAMETERS_TAG)];
    const key = INJECTED_TAG;
    const made: WantedCell = { key, type: "code", source, metadata: { tags: [INJECTED_TAG] } };
    if (old >= 0) wanted[old] = { ...(wanted[old] as WantedCell), source };
    else wanted.splice(place + 1, 0, made);
    await this.#replace(this.#notebook.with(wanted));
  }

  /** What a cell gave; it is written at once, or with what follows while a write is on its way. */
  take(key: string, result: Result): void {
    this.#results.set(key, result);
    this.#write();
  }

  /** Resolves when everything that was taken is on the disk, or could not be written. */
  async settled(): Promise<void> {
    do await this.#writing;
    while (this.#isDue);
  }

  #write(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#writing = this.#writing.then(async () => {
      this.#isDue = false;
      try {
        await this.#follow();
        await this.#replace(this.#withResults());
        this.problem = null;
      } catch (error) {
        this.problem =
          error instanceof CommandError
            ? error.message
            : `${this.path} cannot be written: ${fileProblem(error)}.`;
      }
    });
  }

  /** Takes what another program has made of the file meanwhile: cells are told by their ids. */
  async #follow(): Promise<void> {
    const now = await readFile(this.path, "utf8").catch(() => this.#written);
    if (now === this.#written) return;
    this.#notebook = notebookOf(now, this.path);
    this.#written = now;
  }

  #withResults(): string {
    return this.#notebook.with(
      this.#notebook.cells.map(({ key, type }): WantedCell => {
        const result = this.#results.get(key);
        return { key, type, ...(result && type === "code" && { result }) };
      }),
    );
  }

  async #replace(text: string): Promise<void> {
    const whole = this.#written.startsWith(BOM) ? BOM + text : text;
    if (whole !== this.#written) await writeAtomically(this.path, whole, { mode: this.mode });
    this.#written = whole;
    this.#notebook = notebookOf(whole, this.path);
  }
}

function notebookOf(text: string, path: string): NotebookFile {
  try {
    return new NotebookFile(text.startsWith(BOM) ? text.slice(1) : text);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    throw new CommandError(`${basename(path)} is no notebook that can be read: ${error.message}.`);
  }
}
