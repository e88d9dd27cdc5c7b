/** What is looked for in the folder's files, and what was found of it. One search for the window. */
import type { FoundPlace, SearchEnd, SearchQuery } from "../../../preload/contract/searching";
import { activeDocument, documents } from "../../code/documents";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import { type FileFound, globsOf, withFound } from "./found-files";
import type { Where } from "./replaced-lines";

/** The fields of the tool, as they are typed. */
export interface Wanted {
  readonly text: string;
  readonly regexp: boolean;
  readonly matchCase: boolean;
  readonly word: boolean;
  /** Globs, parted by commas. */
  readonly include: string;
  readonly exclude: string;
  readonly ignored: boolean;
  readonly replacing: boolean;
  readonly replacement: string;
}

export const wanted = createStore<Wanted>({
  text: "",
  regexp: false,
  matchCase: false,
  word: false,
  include: "",
  exclude: "",
  ignored: true,
  replacing: false,
  replacement: "",
});

export interface Results {
  readonly state: "none" | "running" | "done";
  /** In the order of their paths. */
  readonly files: readonly FileFound[];
  readonly count: number;
  /** The query that they are of. */
  readonly query: SearchQuery | null;
  /** How it ended; null while it runs. */
  readonly end: Omit<SearchEnd, "id"> | null;
}

const NONE: Results = { state: "none", files: [], count: 0, query: null, end: null };
export const results = createStore<Results>(NONE);
/** Places that are not to be replaced. */
export const leftOut = createStore<ReadonlySet<FoundPlace>>(new Set());

let running = "";
/** What is to be left out where it is found again. */
let outAgain: ReadonlySet<string> = new Set();

/** Names a place of a file, over searches. */
export const placeName = (key: string, { line, column }: Where) => `${line}:${column}:${key}`;

function queryOf(now: Wanted, folder: string | null): SearchQuery {
  const { text, regexp, matchCase, word, include, exclude, ignored, replacing, replacement } = now;
  return {
    text,
    regexp,
    matchCase,
    word,
    folder,
    include: globsOf(include),
    exclude: globsOf(exclude),
    ignored,
    replacement: replacing ? replacement : null,
  };
}

/**
 * Looks for what is wanted now, and no more for what was before.
 * @param out places, by `placeName`, that are left out again
 */
export async function find(out: ReadonlySet<string> = new Set()): Promise<void> {
  if (wanted.get().text === "") {
    await cancel();
    results.set(NONE);
    return;
  }
  const id = crypto.randomUUID();
  running = id;
  const folder = openFolder.get();
  const query = queryOf(wanted.get(), folder);
  outAgain = out;
  leftOut.set(new Set());
  results.set({ ...NONE, state: "running", query });
  try {
    await tandem.request("search.begin", { id, query, texts: typedTexts(folder) });
  } catch (error) {
    if (running === id) endWith({ files: 0, unreadable: 0, limited: false, problem: sentenceOf(error) });
  }
}

/** Open files that are not as on disk; without a folder all that are open. */
function typedTexts(folder: string | null) {
  return documents
    .get()
    .filter((document) => {
      const { path, binary } = document.file.get();
      return !binary && (path === null || folder === null || document.modified.get());
    })
    .map((document) => ({
      document: document.id,
      path: document.file.get().path,
      text: document.model.getLinesContent().join("\n"),
      notebook: document.notebook?.comment ?? null,
    }));
}

/** Stops looking; what was found stays. */
export async function cancel(): Promise<void> {
  if (results.get().state !== "running") return;
  const id = running;
  running = "";
  results.set((now) => ({ ...now, state: "done" }));
  await tandem.request("search.cancel", { id });
}

function endWith(end: Omit<SearchEnd, "id">): void {
  results.set((now) => ({ ...now, state: "done", end }));
}

/** Takes what main finds. Called once, at start. */
export function followSearch(): void {
  tandem.on("search.found", ({ id, files }) => {
    if (id !== running) return;
    const again = files.flatMap(({ path, document, places }) =>
      places.filter((place) => outAgain.has(placeName(path ?? document ?? "", place))),
    );
    if (again.length > 0) leftOut.set((now) => new Set([...now, ...again]));
    results.set((now) => ({
      ...now,
      files: withFound(now.files, files),
      count: now.count + files.reduce((sum, { places }) => sum + places.length, 0),
    }));
  });
  tandem.on("search.ended", ({ id, ...end }) => {
    if (id === running) endWith(end);
  });
}

/** What is selected in the file in front, where it is a piece of one line. */
export function selectedText(selection: string | undefined): string | null {
  if (!activeDocument.get() || !selection || selection.includes("\n") || selection.length > 1_000)
    return null;
  return selection;
}
