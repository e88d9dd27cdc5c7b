/** What a debugger is told of its kernel, of what is run, and of what the user wants. */
import type { BreakpointSet, DebuggerSettings, RanPiece } from "../../preload/contract/debugging";
import type { CodeOrigin } from "../../preload/contract/records";

/** What is run, as far as it matters to a debugger. */
export interface DebuggedRequest {
  readonly msgId: string;
  readonly client: string;
  readonly code: string;
  readonly origin?: CodeOrigin;
  /** It is to stop at breakpoints. */
  readonly debug?: boolean;
  /** The debugger is to stand in the error raised last. */
  readonly postMortem?: boolean;
}

/** What a kernel says of itself, as far as it matters here. */
export interface DebuggedKernel {
  readonly debugger?: boolean;
  /** Of a kernel of Tandem's own. */
  readonly abilities?: readonly string[];
  readonly implementation?: string;
}

/** What the user wants of the debugger, whatever life the kernel is in. */
export interface WantedDebugging {
  readonly breakpoints: BreakpointSet;
  /** Whatever is run stops at breakpoints. */
  readonly atBreakpoints: boolean;
  /** Libraries are passed over. */
  readonly justMyCode: boolean;
  readonly settings: DebuggerSettings;
  /** Of a process that another kernel has started: what that has run under names of its own. */
  readonly ran: readonly RanPiece[];
}
