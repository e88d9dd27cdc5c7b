/** What a window and its finding worker tell each other. */
import type { LogRecord, ViewMark } from "../../../preload/contract/records";
import type { FindQuery } from "./find-query";

export type ToFinder =
  /** Records of the log, from its beginning; each such message is answered with `took`, once there is room for more. */
  | { readonly type: "records"; readonly records: readonly LogRecord[]; readonly last: number }
  | { readonly type: "marks"; readonly marks: readonly ViewMark[] }
  /** From now on this is looked for; null for nothing. */
  | { readonly type: "query"; readonly id: number; readonly query: FindQuery | null };

/** Of the hits in a block `keep` stay, and `hits` follow them: output (-1 for the code), line, first column, column behind. */
export interface BlockHits {
  readonly seq: number;
  readonly keep: number;
  readonly hits: Int32Array;
}

export type FromFinder =
  | { readonly type: "took" }
  /** It works. Whoever hears nothing for long knows that it hangs. */
  | { readonly type: "alive"; readonly busy: boolean }
  | {
      readonly type: "found";
      readonly id: number;
      readonly blocks: readonly BlockHits[];
      /** Everything that is there has been looked at. */
      readonly done: boolean;
      /** More were found than are told. */
      readonly more: boolean;
    }
  | { readonly type: "failed"; readonly id: number; readonly sentence: string }
  /** The log is too long to be kept here: it has to be read again for this query. */
  | { readonly type: "again" };

/** Numbers that stand for one hit. */
export const HIT = 4;
