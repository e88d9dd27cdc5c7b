/**
 * Where `reduce` can start inside a log: what was still open at a record, without what was shown before. Plain JSON.
 * Blocks that begin later come out as if everything had been reduced; those that were open hold what came since, and of
 * what was there before only what could still change: the last lines of text, displays with an id, open questions.
 */

import type { CodeOrigin, RecordFrame } from "../contract/records";
import type { OpaqueStart } from "../contract/session-channels";
import type { TerminalState } from "./terminal";
import type { Block, BlockState, Output } from "./transcript";

/** What a block is from its first record on. */
export interface BlockStart {
  readonly seq: number;
  readonly life: number;
  readonly time: number;
  readonly kind: Block["kind"];
  readonly msgId: string | null;
  readonly code: string;
  readonly origin?: CodeOrigin | undefined;
  readonly frame?: RecordFrame | undefined;
  readonly client: string | null;
  readonly username?: string | undefined;
}

/** An output that may still change. For text, `terminal` has its lines. */
export interface CarriedOutput {
  readonly output: Output;
  readonly terminal?: TerminalState;
  /** Which of the block's outputs it is, from 0. */
  readonly place?: number;
  /** comm_id of the Output widget that took it. */
  readonly widget?: string;
  /** Its widget has cleared it away: the next output that the widget takes comes in its place. */
  readonly spent?: true;
}

/** A block to which more may come. */
export interface OpenBlock {
  readonly start: BlockStart;
  readonly state: BlockState;
  readonly started?: number;
  readonly ended?: number;
  readonly count?: number;
  /** The newest record that changed it. */
  readonly last: number;
  /** A clear_output waits for the next output. */
  readonly clearWaits: boolean;
  /** An error came for it. */
  readonly failed: boolean;
  readonly outputs: readonly CarriedOutput[];
  /** How many outputs it has, those that are not carried included. */
  readonly places?: number;
  /** How many times its outputs were cleared away. */
  readonly clears?: number;
  /** comm_ids of the Output widgets that take its outputs now, the innermost last. */
  readonly widgets?: readonly string[];
  /** Those of which a clear_output waits for the next output. */
  readonly widgetClears?: readonly string[];
}

export interface Checkpoint {
  /** Number of the newest record that it covers. */
  readonly seq: number;
  readonly blocks: readonly OpenBlock[];
  /** Whether the last of `blocks` is the last block of all, which output of no request may continue. */
  readonly lastIsOpen: boolean;
}

/** What of the log before a checkpoint is known by name: output for it belongs there, not to what is shown here. */
export interface Earlier {
  /** Whether a request of this msg_id stands there. */
  request(msgId: string): boolean;
  /** Whether a display of this id may stand there. If not, it stood in a part of the log that was dropped. */
  display(id: string): boolean;
}

/** Where a reducer starts. */
export interface ReducerStart {
  readonly checkpoint: Checkpoint;
  readonly earlier: Earlier;
}

/** The same as it travels from a host to a client. */
export interface TravellingStart extends OpaqueStart {
  readonly checkpoint: Checkpoint;
  /** msg_ids that the log holds up to there. */
  readonly requests: readonly string[];
  /** Where a part of the log was dropped: ids of the displays that are left up to there. */
  readonly displays?: readonly string[];
}

/** Makes of what a host sent where a reducer starts. */
export function startFrom(start: OpaqueStart): ReducerStart {
  const { checkpoint, requests, displays } = start as TravellingStart;
  const requestIds = new Set(requests);
  const displayIds = displays && new Set(displays);
  return {
    checkpoint,
    earlier: { request: (id) => requestIds.has(id), display: (id) => displayIds?.has(id) ?? true },
  };
}
