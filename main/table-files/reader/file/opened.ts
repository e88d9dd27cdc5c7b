/** What the reader of a format makes of a file. */
import type { ReadingOptions, TableFileProblem } from "../../../../preload/contract/table-files";
import type { ReadableTable } from "../../../../preload/tables/readable";
import type { PlainFile } from "./plain-file";

export interface OpenedFile {
  readonly table: ReadableTable;
  /** As the file is read. */
  readonly options: ReadingOptions;
  /** Lines before the table were passed over, as they begin with "#". */
  readonly remarks?: boolean;
  /** The parts that it has, where it can have several. */
  readonly parts: readonly string[];
  /** How much of it has been looked through for its rows, from 0 to 1. */
  readonly done: number;
  /** Settled once all rows are known. @throws what kept them from being found out */
  readonly whole: Promise<void>;
  /** Shows another part of an array of many dimensions; absent where there is none. */
  slice?(part: readonly (number | null)[]): void;
  /** Lets go of all but the file itself. */
  close(): void;
}

/** Opens a file as one format has it. @param signal it is not wanted any more @throws Unreadable */
export type OpenFormat = (
  file: PlainFile,
  options: ReadingOptions,
  signal: AbortSignal,
) => Promise<OpenedFile>;

/** A file that cannot be read as a table. */
export class Unreadable extends Error {
  constructor(
    readonly problem: TableFileProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
  }
}

export const PLAIN_OPTIONS: ReadingOptions = {
  separator: null,
  header: null,
  decimal: null,
  encoding: null,
  part: null,
};

/** A table that shows a slice of an array, known as a whole at once. @param parts that the file has, of which it is `part` */
export function openedArray(
  table: ReadableTable & { show(slice: readonly (number | null)[]): void },
  parts: readonly string[],
  part: string | null,
): OpenedFile {
  return {
    table,
    options: { ...PLAIN_OPTIONS, part },
    parts,
    done: 1,
    whole: Promise.resolve(),
    slice: (wanted) => table.show(wanted),
    close: () => {},
  };
}
