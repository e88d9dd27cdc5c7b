/** Finding a text in the files of a folder: what is asked, and what comes back piece by piece. */
import * as v from "valibot";
import { id, nothing, path } from "./fields";

/** More places are not looked for. */
export const MOST_FOUND = 50_000;

const words = v.pipe(v.string(), v.maxLength(10_000));
const globs = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))), v.maxLength(100));

/** What is looked for, and where. */
export const searchQuery = v.object({
  text: v.pipe(words, v.minLength(1)),
  /** The text is a regular expression, as Rust's `regex` has them: each takes linear time. */
  regexp: v.boolean(),
  matchCase: v.boolean(),
  word: v.boolean(),
  /** The open folder; null: the given texts alone. */
  folder: v.nullable(path),
  /** As in .gitignore; none: all files. */
  include: globs,
  exclude: globs,
  /** What .gitignore and the like leave out is left out. */
  ignored: v.boolean(),
  /** What is to come in place of it; null where nothing is to be replaced. */
  replacement: v.nullable(words),
});
export type SearchQuery = v.InferOutput<typeof searchQuery>;

/** One place. Lines and columns count from 1, columns in UTF-16 units. */
export const foundPlace = v.object({
  line: v.number(),
  column: v.number(),
  endLine: v.number(),
  endColumn: v.number(),
  /** What stands on both sides of it in its lines, cut short. */
  before: v.string(),
  after: v.string(),
  /** The text that was found; the head of it where it is very long. */
  text: v.string(),
  whole: v.boolean(),
  replacement: v.nullable(v.string()),
  /** In a notebook: the number of its cell, and the line in it, from 1. */
  cell: v.nullable(v.object({ number: v.number(), line: v.number() })),
});
export type FoundPlace = v.InferOutput<typeof foundPlace>;

/** A file of the disk, by its path, or an open one, by the name that the window gave it. */
export const foundFile = v.object({
  path: v.nullable(v.string()),
  document: v.nullable(v.string()),
  places: v.array(foundPlace),
});
export type FoundFile = v.InferOutput<typeof foundFile>;

export const searchRequests = {
  /** Begins; what the window looked for before is looked for no more. Resolves at once. */
  "search.begin": {
    input: v.object({
      id,
      query: searchQuery,
      /** Open files whose text is not the one on disk, and those that were never saved. */
      texts: v.array(
        v.object({
          document: id,
          path: v.nullable(path),
          text: v.string(),
          /** What begins a comment in its cells, of a notebook. */
          notebook: v.nullable(v.string()),
        }),
      ),
    }),
    output: nothing,
  },
  "search.cancel": { input: v.object({ id }), output: nothing },
  /** Begins to list the files of a folder and of those in it; an earlier listing of the window goes no further. */
  "search.listFiles": { input: v.object({ id, folder: path }), output: nothing },
} as const;

export const searchEvents = {
  /** More files of a listing: their paths from the folder, parted by "/", near ones first; NUL between them. */
  "search.files": v.object({ id, paths: v.string() }),
  /** A listing is over; not `all` where there are more files than are listed. */
  "search.filesListed": v.object({ id, count: v.number(), all: v.boolean() }),
  /** More was found; a file may come in several pieces, its places in their order. */
  "search.found": v.object({ id, files: v.array(foundFile) }),
  /** It is over: everything was looked at, or `limited`, or it could not be done, for a reason that is a sentence. */
  "search.ended": v.object({
    id,
    /** How many files were looked at. */
    files: v.number(),
    /** How many could not be read. */
    unreadable: v.number(),
    limited: v.boolean(),
    problem: v.nullable(v.string()),
  }),
} as const;
export type SearchEnd = v.InferOutput<(typeof searchEvents)["search.ended"]>;
