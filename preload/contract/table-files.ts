/**
 * Files that hold tables, looked at without a kernel. A process of main's reads one file for one viewer; the window speaks
 * with it over the channel TABLE_FILE_CHANNEL of its pipe, whose `session` is any name. It answers what data viewers ask
 * (data.ts), and tells how it reads the file. Main starts the process with the channel and ends it with it.
 */
import * as v from "valibot";
import { dataAnswer, dataQuestion } from "./data";
import { path } from "./fields";
import { ENCODING_IDS } from "./text-encodings";

export const TABLE_FILE_CHANNEL = "table file";

/** Parts of a file (arrays of an archive, datasets) that are told. */
export const MOST_PARTS = 1000;

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const tableFormat = v.picklist(["csv", "jsonl", "npy", "npz", "parquet", "arrow", "hdf5"]);
export type TableFormat = v.InferOutput<typeof tableFormat>;

/** How a file is to be read; null: as the reader finds out by looking at it. */
export const readingOptions = v.object({
  /** One ASCII character; " " is any run of spaces and tabs. Of text with columns. */
  separator: v.nullable(v.pipe(v.string(), v.regex(/^[\t -~]$/))),
  /** Whether the first row has the columns' names. */
  header: v.nullable(v.boolean()),
  decimal: v.nullable(v.picklist([".", ","])),
  encoding: v.nullable(v.picklist(ENCODING_IDS)),
  /** Which part of a file that has several. */
  part: v.nullable(line(2000)),
});
export type ReadingOptions = v.InferOutput<typeof readingOptions>;

/** Parameters of opening the channel. */
export const tableFileParams = v.object({ path, options: readingOptions });

const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));

/** Window to reader. */
export const tableFileToReader = v.variant("type", [
  /** Answered once, by its `id`. */
  v.object({ type: v.literal("ask"), id, question: dataQuestion }),
  /** Reads the file so from now on. */
  v.object({ type: v.literal("read"), options: readingOptions }),
]);
export type TableFileToReader = v.InferOutput<typeof tableFileToReader>;

/**
 * Why a file cannot be read: "format" (it is not what its name says, or broken), "truncated" (its end is missing), "feature"
 * (a part of the format that is not known here), "size", "empty", "permission", "gone", "other".
 */
export const tableFileProblem = v.picklist([
  "format",
  "truncated",
  "feature",
  "size",
  "empty",
  "permission",
  "gone",
  "other",
]);
export type TableFileProblem = v.InferOutput<typeof tableFileProblem>;

export const tableFileState = v.object({
  type: v.literal("state"),
  /** Another one when the table may have changed. */
  revision: line(100),
  format: tableFormat,
  /** As it is read; null where the format has no such thing. */
  options: readingOptions,
  /** Lines before the table were passed over, as they begin with "#". */
  remarks: v.boolean(),
  parts: v.pipe(v.array(line(2000)), v.maxLength(MOST_PARTS)),
  /** Rows that are known, and which part of the file has been looked through for them, from 0 to 1. */
  rows: count,
  done: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** The file is not at its path any more; what is open of it is read on. */
  gone: v.boolean(),
  /** It is another one by now, and too long to be read anew by itself. */
  changed: v.boolean(),
  problem: v.nullable(tableFileProblem),
});
export type TableFileState = v.InferOutput<typeof tableFileState>;

/** Reader to window. */
export const tableFileToWindow = v.variant("type", [
  tableFileState,
  v.object({ type: v.literal("answer"), id: v.string(), answer: dataAnswer }),
]);
export type TableFileToWindow = v.InferOutput<typeof tableFileToWindow>;

const ENDINGS: Readonly<Record<string, TableFormat>> = {
  csv: "csv",
  tsv: "csv",
  tab: "csv",
  jsonl: "jsonl",
  ndjson: "jsonl",
  npy: "npy",
  npz: "npz",
  parquet: "parquet",
  pq: "parquet",
  arrow: "arrow",
  feather: "arrow",
  arrows: "arrow",
  h5: "hdf5",
  hdf5: "hdf5",
  hdf: "hdf5",
  he5: "hdf5",
  nxs: "hdf5",
  nc: "hdf5",
  nc4: "hdf5",
  mat: "hdf5",
};

/** What a file's name says it holds; undefined where no table is known by it. A packed text (".csv.gz") counts. */
export function tableFormatOf(name: string): TableFormat | undefined {
  const plain = name.toLowerCase();
  const packed = plain.endsWith(".gz") ? plain.slice(0, -3) : plain;
  const format = ENDINGS[packed.slice(packed.lastIndexOf(".") + 1)];
  return packed === plain || format === "csv" || format === "jsonl" ? format : undefined;
}
