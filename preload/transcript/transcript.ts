/**
 * The shape of a transcript: what a shell shows of a session. Made by `reduce` from the log's records and the view's
 * marks, the same for live output and replay.
 */
import type { KernelExit } from "../contract/kernel-state";
import type { CodeOrigin, LogRecordOf, RecordFrame, RequestEnd } from "../contract/records";

/** Colours and faces of a run of text within a line, from ANSI sequences. Colours: 0-255, or "#rrggbb". */
export interface TextStyle {
  readonly fg?: number | string;
  readonly bg?: number | string;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly inverse?: true;
  readonly hidden?: true;
  /** Address of a hyperlink (OSC 8). */
  readonly link?: string;
}

/** A styled run: from column `start` to before `end`, in UTF-16 units. Text between runs is plain. */
export interface StyledRun {
  readonly start: number;
  readonly end: number;
  readonly style: TextStyle;
}

/** One line of printed text, its escape sequences taken out. `runs` is absent for plain lines. */
export interface TextLine {
  readonly text: string;
  readonly runs?: readonly StyledRun[];
}

/**
 * Lines printed one after another. Output still comes in, so the array is shared with the reducer and grows in place:
 * an output whose lines changed is a new object around the same array. All but the last `MUTABLE_LINES` (terminal.ts)
 * lines are final. Where only a part of a log is held, ABSENT_LINE (absent.ts) stands for those that are not.
 */
export type Lines = readonly TextLine[];

/** Where a kernel's debugger stood, and stands after some steps. */
export interface DebuggerStops {
  /** Said of the stop that they began with. */
  readonly first: string;
  readonly steps: number;
  /** Where it stands now: a link where it is in a file. */
  readonly frame?: RecordFrame;
  readonly firstFrame?: RecordFrame;
}

/** One output of a block, in arrival order. */
export type Output =
  | {
      readonly kind: "stream";
      readonly name: "stdout" | "stderr";
      readonly lines: Lines;
      /** Lines before this one were cleared from view. Absent: none. */
      readonly from?: number;
    }
  | {
      /** display_data and execute_result; the latter has `executionCount`. */
      readonly kind: "display";
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly displayId?: string;
      readonly executionCount?: number;
    }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly value: string;
      readonly traceback: Lines;
    }
  | {
      /** A question by input(); `answer` absent while it waits, null for a password that was given. */
      readonly kind: "input";
      readonly requestId: string;
      readonly prompt: string;
      readonly password: boolean;
      readonly answer?: string | null;
      readonly client?: string;
      /** The request ended before anybody answered. */
      readonly withdrawn?: true;
    }
  | {
      /** What the kernel process itself printed. */
      readonly kind: "raw";
      readonly name: "stdout" | "stderr";
      readonly lines: Lines;
      readonly from?: number;
    }
  | {
      readonly kind: "event";
      readonly event: LogRecordOf<"life">["event"] | "trimmed" | "stopped";
      readonly sentence: string;
      /** Of a debugger's stop: where it stood first, and how many steps were taken since. */
      readonly stop?: DebuggerStops;
      readonly exit?: KernelExit;
      readonly time: number;
    }
  | {
      /** One that is in the log and is not held (absent.ts). */
      readonly kind: "absent";
    };

/** Where a block's output stood at record `seq`: what is before line `line` of output `output` was there by then. */
export interface Stop {
  readonly seq: number;
  readonly output: number;
  readonly line: number;
}

/** queued and running last; the others are how it ended. `kernel` blocks (output of no request) are always "ok". */
export type BlockState = "queued" | "running" | RequestEnd;

/** One request with its outputs, or a stretch of output that belongs to none. */
export interface Block {
  /** Number of its first record: names the block. */
  readonly seq: number;
  readonly life: number;
  readonly kind: "request" | "kernel";
  readonly msgId: string | null;
  /** "In [4]:" ("In [ ]:" when it ended without a number), "Queued" before it runs, "Kernel" for output of no request. */
  readonly prompt: string;
  readonly code: string;
  readonly origin?: CodeOrigin;
  /** It was evaluated in that frame, while the kernel stood still. */
  readonly frame?: RecordFrame;
  /** Client id for ours; null for a foreign one, whose name is `username`. */
  readonly client: string | null;
  readonly username?: string;
  readonly state: BlockState;
  /** ms since 1970. */
  readonly asked: number;
  readonly started?: number;
  readonly ended?: number;
  readonly outputs: readonly Output[];
  /** Folded to the first line of its code. */
  readonly folded?: true;
  /** So many outputs of the block were cleared from view before the first one here. Absent: none. */
  readonly gone?: number;
  /** For the records that are watched (Reducer.watch) and lie before its newest one. */
  readonly stops?: readonly Stop[];
  /** Grows with each change of the block: what a view compares. */
  readonly version: number;
}

/** The whole: blocks in order of their first record. */
export interface Transcript {
  readonly blocks: readonly Block[];
  /** Number of the newest record taken in. */
  readonly seq: number;
}
