/**
 * A table that some reader has, as what viewers ask of it is answered by (answers.ts): of a file, or of values that a
 * program holds. Rows and columns count from 0.
 */
import type { DataColumn } from "../contract/data";

/** A value as it is compared; null: it is missing. Times are texts of ISO 8601. */
export type Value = number | bigint | string | boolean | null;

/** Rows that follow each other, or any. */
export type Rows = { readonly from: number; readonly count: number } | Uint32Array;

/** A cell: one line, and whether its value is missing; the text then says how, if at all. */
export interface Cell {
  readonly text: string;
  readonly missing: boolean;
}

export interface ReadableTable {
  /** "DataFrame", "ndarray float64". */
  readonly type: string;
  /** Which library's code says how it was sorted and filtered. */
  readonly dialect: "pandas" | "numpy" | "none";
  /** Rows that are known so far. */
  readonly rows: number;
  readonly columns: number;
  /** Of an array of more than two dimensions, and which part of it this is. */
  readonly shape: readonly number[] | null;
  readonly slice: readonly (number | null)[] | null;
  column(at: number): DataColumn;
  /** Cells of some columns, each of about `room` characters. */
  cells(columns: readonly number[], rows: Rows, room: number): Promise<readonly (readonly Cell[])[]>;
  /** The values of a column. */
  values(column: number, rows: Rows): Promise<readonly Value[] | Float64Array>;
  /** One cell, as far as `most` characters go. */
  whole(column: number, row: number, most: number): Promise<string>;
}

/** This cannot be looked at, or not so: `why` as the contract has it. */
export class Cannot extends Error {
  constructor(
    readonly why: "type" | "size" | "value" | "kernel" | "exists" | "file",
    /** What the system said. */
    readonly reason?: string,
  ) {
    super(why);
  }
}

export function lengthOf(rows: Rows): number {
  return rows instanceof Uint32Array ? rows.length : rows.count;
}

/** Some of the rows of a view: by their places in it. @param order positions; null: all, as they stand */
export function rowsOf(order: Uint32Array | null, from: number, count: number): Rows {
  return order ? order.subarray(from, from + count) : { from, count };
}
