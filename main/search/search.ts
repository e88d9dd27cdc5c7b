/**
 * One search over a folder, by ripgrep: files as they lie on the disk, notebooks as cells, and open files as they are
 * typed. What is found is told piece by piece.
 */
import { join } from "node:path";
import {
  type FoundFile,
  type FoundPlace,
  MOST_FOUND,
  type SearchEnd,
  type SearchQuery,
} from "../../preload/contract/searching";
import { t } from "../../preload/texts/texts";
import { fileArguments, patternArguments } from "./arguments";
import { readPrinted } from "./found-lines";
import { JoinedTexts, readNotebook, type SearchedText } from "./joined-texts";
import { type Ended, type Running, run } from "./ripgrep";

/** What was found is told at most so often, in ms. */
const TELL_MS = 50;
/** A file's places are told in pieces of so many. */
const PIECE = 500;
/** Notebooks are searched together until they have so many characters. */
const TOGETHER = 4 * 1024 * 1024;
const MOST_NOTEBOOKS = 20_000;

interface Search {
  /** ripgrep. */
  readonly program: string;
  readonly query: SearchQuery;
  readonly texts: readonly SearchedText[];
  readonly onFound: (files: FoundFile[]) => void;
}

export type Outcome = Omit<SearchEnd, "id">;

export class FolderSearch {
  readonly #running = new Set<Running>();
  #stopped = false;
  #limited = false;
  #problem: string | null = null;
  #found = 0;
  #files = 0;
  #unreadable = 0;
  #waiting: FoundFile[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** How it went. Never rejects. */
  readonly outcome: Promise<Outcome>;

  constructor(private readonly search: Search) {
    this.outcome = this.#all().then(
      () => this.#end(),
      (error: unknown) => {
        this.#problem ??= t("The files cannot be searched: {reason}.", { reason: (error as Error).message });
        return this.#end();
      },
    );
  }

  /** Looks no further. */
  stop(): void {
    this.#stopped = true;
    for (const each of this.#running) each.stop();
  }

  #end(): Outcome {
    this.#tell();
    return {
      files: this.#files,
      unreadable: this.#unreadable,
      limited: this.#limited,
      problem: this.#problem,
    };
  }

  async #all(): Promise<void> {
    const { query, texts } = this.search;
    const always = texts.filter(({ path }) => path === null || query.folder === null);
    const tasks = [this.#inTexts(always)];
    if (query.folder !== null) tasks.push(this.#onDisk(query.folder), this.#listed(query.folder));
    await Promise.all(tasks);
  }

  /** Files as they lie there, but for notebooks and those whose text is another one in the window. */
  async #onDisk(folder: string): Promise<void> {
    const { query, texts } = this.search;
    const elsewhere = new Set(texts.map(({ path }) => path));
    let path = "";
    let places: FoundPlace[] = [];
    const give = () => {
      if (places.length > 0 && !elsewhere.has(path)) this.#give({ path, document: null, places });
      places = [];
    };
    let summed = false;
    const ended = await this.#run({
      args: [...patternArguments(query), ...fileArguments(query), "--iglob=!*.ipynb", "--", "."],
      cwd: folder,
      onLine: (line) => {
        const printed = readPrinted(line);
        if (printed?.kind === "begin") path = join(folder, printed.path);
        else if (printed?.kind === "found") {
          places.push(...printed.places);
          if (places.length >= PIECE) give();
        } else if (printed?.kind === "end") {
          // What was found before the first NUL of a binary file is no text.
          if (printed.binary) places = [];
          give();
        } else if (printed?.kind === "summary") {
          summed = true;
          this.#files += printed.searches;
        }
      },
    });
    this.#judge(ended, summed);
  }

  /** Notebooks, and open files of the folder, as far as they are among what is to be searched. */
  async #listed(folder: string): Promise<void> {
    const { query, texts } = this.search;
    const typed = new Map(texts.flatMap((text) => (text.path === null ? [] : [[text.path, text] as const])));
    const open: SearchedText[] = [];
    const notebooks: string[] = [];
    const ended = await this.#run({
      args: ["--files", "--null", "--no-config", ...fileArguments(query), "--", "."],
      cwd: folder,
      separator: "\0",
      onLine: (line) => {
        const path = join(folder, line);
        const own = typed.get(path);
        if (own) open.push(own);
        else if (/\.ipynb$/i.test(path)) notebooks.push(path);
      },
    });
    if (ended.code === null || this.#stopped) return;
    await this.#inTexts(open);
    if (notebooks.length > MOST_NOTEBOOKS) this.#limited = true;
    let together: SearchedText[] = [];
    let size = 0;
    for (const path of notebooks.slice(0, MOST_NOTEBOOKS)) {
      if (this.#stopped) return;
      try {
        const text = await readNotebook(path);
        together.push(text);
        size += text.text.length;
      } catch {
        this.#unreadable++;
      }
      if (size < TOGETHER) continue;
      await this.#inTexts(together);
      [together, size] = [[], 0];
    }
    await this.#inTexts(together);
  }

  async #inTexts(texts: readonly SearchedText[]): Promise<void> {
    if (texts.length === 0 || this.#stopped) return;
    const joined = new JoinedTexts(texts);
    const found = new Map<SearchedText, FoundPlace[]>();
    let summed = false;
    const ended = await this.#run({
      args: [...patternArguments(this.search.query), "--text", "--", "-"],
      cwd: this.search.query.folder ?? process.cwd(),
      input: joined.text,
      onLine: (line) => {
        const printed = readPrinted(line);
        if (printed?.kind === "summary") summed = true;
        if (printed?.kind !== "found") return;
        for (const each of printed.places) {
          const located = joined.locate(each);
          if (!located) continue;
          const own = found.get(located.text);
          if (own) own.push(located.place);
          else found.set(located.text, [located.place]);
        }
      },
    });
    for (const [{ path, document }, places] of found) this.#give({ path, document, places });
    this.#files += texts.length;
    this.#judge(ended, summed);
  }

  async #run(what: Omit<Parameters<typeof run>[0], "program">): Promise<Ended> {
    const running = run({ ...what, program: this.search.program });
    this.#running.add(running);
    if (this.#stopped) running.stop();
    try {
      return await running.ended;
    } finally {
      this.#running.delete(running);
    }
  }

  /** What its end says: nothing could be done at all (no summary), or some files could not be read. */
  #judge({ code, words, tooLong }: Ended, summed: boolean): void {
    this.#unreadable += tooLong;
    if (code !== 2) return;
    const lines = words.split("\n").filter((line) => line.trim() !== "");
    if (summed) {
      this.#unreadable += lines.filter((line) => line.startsWith("rg: ")).length;
      return;
    }
    const reason = lines.findLast((line) => line.startsWith("error: ")) ?? lines.at(-1) ?? "";
    const shown = reason.replace(/^(?:error|rg): /, "").slice(0, 300);
    this.#problem ??= t("This cannot be searched for: {reason}.", { reason: shown });
    this.stop();
  }

  #give(file: FoundFile): void {
    if (this.#stopped) return;
    const left = MOST_FOUND - this.#found;
    this.#waiting.push({ ...file, places: file.places.slice(0, left) });
    this.#found += file.places.length;
    if (file.places.length > left) {
      this.#limited = true;
      this.stop();
    }
    // The first at once, then together.
    if (this.#timer) return;
    this.#tell();
    this.#timer = setTimeout(() => this.#tell(), TELL_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = this.#waiting.filter(({ places }) => places.length > 0);
    this.#waiting = [];
    if (files.length > 0) this.search.onFound(files);
  }
}
