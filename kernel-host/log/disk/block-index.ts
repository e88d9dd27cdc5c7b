/**
 * Where each block of the log begins and ends, how it ended, and which record last changed each display: what a client
 * needs to jump in anywhere. It follows the rules by which `reduce` makes blocks.
 */
import * as v from "valibot";
import { type LogRecord, type LogRecordOf, requestEnd } from "../../../preload/contract/records";
import type { Earlier } from "../../../preload/transcript/checkpoint";

/** The newest blocks and displays are kept up to this many of each; what is older is found by the segments. */
const MAX_BLOCKS = 50_000;
const MAX_DISPLAYS = 50_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const blockEntry = v.object({
  /** Numbers of its first record, and of the last that changed it. */
  first: count,
  last: count,
  life: count,
  /** Null for output of no request. */
  msgId: v.nullable(v.string()),
  /** A request of another Jupyter client. */
  foreign: v.boolean(),
  /** An error came for it: the end of a foreign request tells no status of its own. */
  failed: v.exactOptional(v.literal(true)),
  /** "open" while it waits or runs; blocks of no request are "ok". */
  state: v.union([v.literal("open"), requestEnd]),
});
export type BlockEntry = v.InferOutput<typeof blockEntry>;

/** A display: the record that first showed it, and the latest that changed it. */
const displayEntry = v.object({ id: v.string(), first: count, latest: count });
export type DisplayEntry = v.InferOutput<typeof displayEntry>;

/** What one segment did to the index. */
export const blockDelta = v.object({ blocks: v.array(blockEntry), displays: v.array(displayEntry) });
export type BlockDelta = v.InferOutput<typeof blockDelta>;

/** Names of what stands in the log up to some number. */
export interface EarlierNames {
  readonly requests: string[];
  readonly displays: string[];
}

export class BlockIndex implements Earlier {
  /** By first number, increasing. */
  #blocks: BlockEntry[] = [];
  readonly #byMsgId = new Map<string, BlockEntry>();
  readonly #displays = new Map<string, DisplayEntry>();
  #touchedBlocks = new Set<BlockEntry>();
  #touchedDisplays = new Set<DisplayEntry>();
  #trimmed = false;

  constructor(
    private readonly maxBlocks = MAX_BLOCKS,
    private readonly maxDisplays = MAX_DISPLAYS,
  ) {}

  /** All blocks that are known, oldest first. */
  get blocks(): readonly Readonly<BlockEntry>[] {
    return this.#blocks;
  }

  /** Whether a request of this msg_id has a block. */
  request(msgId: string): boolean {
    return this.#byMsgId.has(msgId);
  }

  /** Whether something may be displayed under this id; if not, what was is trimmed. */
  display(id: string): boolean {
    return !this.#trimmed || this.#displays.has(id);
  }

  /** Where something is displayed under this id, and what changed it last. */
  displayEntry(id: string): Readonly<DisplayEntry> | undefined {
    return this.#displays.get(id);
  }

  /** The requests and displays that began at or before record `seq`. */
  namesUpTo(seq: number): EarlierNames {
    return {
      requests: this.#blocks
        .slice(0, this.#upTo(seq))
        .flatMap(({ msgId }) => (msgId === null ? [] : [msgId])),
      displays: [...this.#displays.values()].flatMap(({ id, first }) => (first <= seq ? [id] : [])),
    };
  }

  /** Takes the next record; printed text may be left out of it. */
  take(record: LogRecord): void {
    switch (record.kind) {
      case "request":
        this.#open(record, record.msgId, false);
        return;
      case "request_sent":
        this.#touchRequest(record.msgId, record.seq);
        return;
      case "request_end": {
        const block = this.#touchRequest(record.msgId, record.seq);
        if (block?.state === "open") block.state = record.status;
        return;
      }
      case "stream":
        this.#touch(record, record.parent);
        return;
      case "debugger":
        this.#touch(record, record.parent ?? null);
        return;
      case "raw":
        this.#touch(record, null);
        return;
      case "life":
        this.#life(record);
        return;
      case "input_answered":
        if (record.parent !== null) this.#touchRequest(record.parent, record.seq);
        return;
      case "message":
        this.#message(record);
        return;
      case "prompt":
      case "variables":
      case "trimmed":
        return;
    }
  }

  /** Takes what an earlier `endSegment` gave, instead of the segment's records. */
  merge(delta: BlockDelta): void {
    for (const entry of delta.blocks) {
      const at = this.#upTo(entry.first) - 1;
      const known = this.#blocks[at];
      if (known?.first === entry.first) Object.assign(known, entry);
      else this.#add({ ...entry }, at + 1);
    }
    for (const display of delta.displays) this.#displays.set(display.id, { ...display });
    this.#bound();
  }

  /** What the records taken since the last call changed. */
  endSegment(): BlockDelta {
    const delta = {
      blocks: [...this.#touchedBlocks]
        .sort((one, other) => one.first - other.first)
        .map((one) => ({ ...one })),
      displays: [...this.#touchedDisplays].map((display) => ({ ...display })),
    };
    this.#touchedBlocks = new Set();
    this.#touchedDisplays = new Set();
    return delta;
  }

  /** Forgets blocks that lie wholly before record `first`, and displays that were shown there: that was trimmed. */
  trim(first: number): void {
    this.#forget((block) => block.last < first);
    for (const [id, display] of this.#displays) if (display.first < first) this.#displays.delete(id);
    this.#trimmed ||= first > 1;
  }

  #message(record: LogRecordOf<"message">): void {
    const { msgType, parent, content, seq } = record;
    switch (msgType) {
      case "execute_input":
        if (!this.#touchRequest(parent, seq)) this.#open(record, parent, true);
        return;
      case "display_data":
      case "execute_result":
        this.#noteDisplay(content, seq, true);
        this.#touch(record, parent);
        return;
      case "update_display_data":
        this.#noteDisplay(content, seq, false);
        return;
      case "error":
        this.#touch(record, parent).failed = true;
        return;
      case "input_request":
        this.#touch(record, parent);
        return;
      case "clear_output":
        this.#touchRequest(parent, seq);
        return;
      case "status": {
        const block = parent === null ? undefined : this.#byMsgId.get(parent);
        if (content["execution_state"] !== "idle" || !block?.foreign || block.state !== "open") return;
        this.#end(block, seq, block.failed ? "error" : "ok");
        return;
      }
      default:
    }
  }

  #life(record: LogRecordOf<"life">): void {
    if (record.event === "died" || record.event === "restarting" || record.event === "shut down") {
      const status = record.event === "died" ? "kernel died" : "restarted";
      for (const block of this.#byMsgId.values()) {
        if (block.foreign && block.state === "open") this.#end(block, record.seq, status);
      }
      // A question of no request is withdrawn.
      const last = this.#blocks.at(-1);
      if (last?.msgId === null) this.#end(last, record.seq, last.state);
    }
    if (record.sentence !== "") this.#touch(record, null);
  }

  #end(block: BlockEntry, seq: number, state: BlockEntry["state"]): void {
    block.last = seq;
    block.state = state;
    this.#touchedBlocks.add(block);
  }

  #noteDisplay(content: Readonly<Record<string, unknown>>, seq: number, shown: boolean): void {
    const transient = content["transient"];
    const id =
      typeof transient === "object" && transient !== null && "display_id" in transient
        ? transient.display_id
        : undefined;
    if (typeof id !== "string") return;
    let display = this.#displays.get(id);
    // An update of a display that was trimmed is all that is left of it, and stands for it.
    if (!display && !shown && !this.#trimmed) return;
    display ??= { id, first: seq, latest: seq };
    display.latest = seq;
    // The order of the map is that of the latest change.
    this.#displays.delete(id);
    this.#displays.set(id, display);
    this.#touchedDisplays.add(display);
    this.#bound();
  }

  #touchRequest(msgId: string | null, seq: number): BlockEntry | undefined {
    const block = msgId === null ? undefined : this.#byMsgId.get(msgId);
    if (!block) return undefined;
    block.last = seq;
    this.#touchedBlocks.add(block);
    return block;
  }

  #touch(record: LogRecord, parent: string | null): BlockEntry {
    const block = this.#touchRequest(parent, record.seq);
    if (block) return block;
    const last = this.#blocks.at(-1);
    if (last?.msgId !== null || last.life !== record.life) return this.#open(record, null, false);
    last.last = record.seq;
    this.#touchedBlocks.add(last);
    return last;
  }

  #open({ seq, life }: LogRecord, msgId: string | null, foreign: boolean): BlockEntry {
    const block: BlockEntry = {
      first: seq,
      last: seq,
      life,
      msgId,
      foreign,
      state: msgId === null ? "ok" : "open",
    };
    this.#add(block, this.#blocks.length);
    this.#touchedBlocks.add(block);
    this.#bound();
    return block;
  }

  #add(block: BlockEntry, at: number): void {
    if (at === this.#blocks.length) this.#blocks.push(block);
    else this.#blocks.splice(at, 0, block);
    if (block.msgId !== null) this.#byMsgId.set(block.msgId, block);
  }

  /** How many blocks begin at or before `seq`. */
  #upTo(seq: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle]?.first ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #bound(): void {
    if (this.#blocks.length > this.maxBlocks) {
      let excess = Math.ceil(this.maxBlocks / 10);
      this.#forget((block) => block.state !== "open" && excess-- > 0);
    }
    for (const id of this.#displays.keys()) {
      if (this.#displays.size <= this.maxDisplays) break;
      this.#displays.delete(id);
    }
  }

  #forget(gone: (block: BlockEntry) => boolean): void {
    const kept: BlockEntry[] = [];
    for (const block of this.#blocks) {
      if (!gone(block)) kept.push(block);
      else if (block.msgId !== null && this.#byMsgId.get(block.msgId) === block)
        this.#byMsgId.delete(block.msgId);
    }
    this.#blocks = kept;
  }
}
