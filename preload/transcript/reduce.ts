/**
 * The pure function behind every shell: `transcript = reduce(records, marks)`. Live output and replay take the same
 * path. It can start at any block boundary; what then comes for earlier requests is shown as output of no request.
 */
import type { LogRecord, LogRecordOf, ViewMark } from "../contract/records";
import { BlockDraft } from "./block-draft";
import type { BlockStart, Checkpoint, Earlier, ReducerStart } from "./checkpoint";
import { indexMarks } from "./marks";
import { byteSize, clockTime } from "./quantities";
import { toLines } from "./terminal";
import type { Block, Output, Transcript } from "./transcript";

type Content = Readonly<Record<string, unknown>>;
type Message = LogRecordOf<"message">;

/** Takes records one after another and tells at any time what there is to show. */
export interface Reducer {
  /** Number of the newest record taken in. */
  readonly seq: number;
  /** Takes the next record. One that was taken already is ignored. */
  append(record: LogRecord): void;
  /** From now on under these marks. A clear is exact when its `seq` is the present one, or not reached yet. */
  setMarks(marks: readonly ViewMark[]): void;
  /**
   * From now on remembers where the output of each block stood at these records (Block.stops). To be called before the
   * records after them come.
   */
  watch(seqs: readonly number[]): void;
  /** What there is to show. A block that did not change is the same object as before. */
  snapshot(): Transcript;
  /** From where another reducer can go on with the next record. */
  checkpoint(): Checkpoint;
}

/** The transcript of these records under these marks. */
export function reduce(records: Iterable<LogRecord>, marks: readonly ViewMark[]): Transcript {
  const reducer = createReducer(marks);
  for (const record of records) reducer.append(record);
  return reducer.snapshot();
}

/** A reducer that has seen nothing yet, or only what a checkpoint tells. */
export function createReducer(marks: readonly ViewMark[] = [], start?: ReducerStart): Reducer {
  return new LogReducer(marks, start);
}

class LogReducer implements Reducer {
  seq = 0;
  readonly #blocks: BlockDraft[] = [];
  /** The last block of the log, unless that is not here. */
  #lastBlock: BlockDraft | undefined;
  #earlier: Earlier | undefined;
  /** Earlier records are gone: what belongs to them is shown by itself. */
  #trimmed = false;
  readonly #byMsgId = new Map<string, BlockDraft>();
  /** Blocks of other clients that run: nobody tells us of their end but the kernel's own status. */
  readonly #foreign = new Set<BlockDraft>();
  readonly #displays = new Map<string, { block: BlockDraft; entry: { output: Output } }[]>();
  #clears: readonly number[] = [];
  #watched: readonly number[] = [];
  #marks = indexMarks([]);
  #snapshot: Transcript | undefined;

  constructor(marks: readonly ViewMark[], start: ReducerStart | undefined) {
    this.setMarks(marks);
    if (!start) return;
    this.seq = start.checkpoint.seq;
    this.#earlier = start.earlier;
    for (const open of start.checkpoint.blocks) this.#restore(BlockDraft.restore(open));
    if (start.checkpoint.lastIsOpen) this.#lastBlock = this.#blocks.at(-1);
  }

  setMarks(marks: readonly ViewMark[]): void {
    this.#marks = indexMarks(marks);
    this.#clears = marks.filter((mark) => mark.kind === "clear").map((mark) => mark.seq);
    this.#snapshot = undefined;
  }

  watch(seqs: readonly number[]): void {
    this.#watched = seqs;
  }

  snapshot(): Transcript {
    if (!this.#snapshot) {
      const blocks: Block[] = [];
      for (const draft of this.#blocks) {
        const block = draft.build(this.#marks);
        if (block) blocks.push(block);
      }
      this.#snapshot = { blocks, seq: this.seq };
    }
    return this.#snapshot;
  }

  checkpoint(): Checkpoint {
    const open = this.#blocks.filter((block) => block.open || this.#mayGoOn(block));
    const lastIsOpen = this.#lastBlock !== undefined && open.includes(this.#lastBlock);
    return { seq: this.seq, blocks: open.map((block) => block.state), lastIsOpen };
  }

  /** Whether a block of no request may change: by the next output of that kind, or by an answer. */
  #mayGoOn(block: BlockDraft): boolean {
    return block.start.kind === "kernel" && (block === this.#lastBlock || block.hasOpenInput);
  }

  #restore(block: BlockDraft): void {
    const { msgId, client } = block.start;
    this.#blocks.push(block);
    if (msgId !== null) this.#byMsgId.set(msgId, block);
    if (msgId !== null && client === null) this.#foreign.add(block);
    for (const entry of block.entries) {
      const id = entry.output.kind === "display" ? entry.output.displayId : undefined;
      if (id !== undefined) this.#displays.set(id, [...(this.#displays.get(id) ?? []), { block, entry }]);
    }
  }

  append(record: LogRecord): void {
    // The trim marker stands before the first record that is left and carries no place of its own.
    if (record.seq <= this.seq && record.kind !== "trimmed") return;
    this.seq = Math.max(this.seq, record.seq);
    this.#snapshot = undefined;
    switch (record.kind) {
      case "message":
        this.#message(record);
        return;
      case "stream":
        this.#blockOf(record, record.parent).print("stream", record.name, record.text);
        return;
      case "raw":
        this.#kernelBlock(record).print("raw", record.name, record.text);
        return;
      case "request":
        this.#open(record, {
          msgId: record.msgId,
          code: record.code,
          origin: record.origin,
          client: record.client,
        });
        return;
      case "request_sent":
        this.#touched(record, record.msgId)?.sent(record.time);
        return;
      case "request_end":
        this.#requestEnd(record);
        return;
      case "input_answered":
        this.#inputAnswered(record);
        return;
      case "life":
        this.#life(record);
        return;
      case "trimmed":
        this.#trimmed = true;
        this.#earlier = undefined;
        this.#event(record, "trimmed", trimmedSentence(record));
        return;
      case "prompt":
        return;
    }
  }

  #message(record: Message): void {
    const { content, msgType, parent } = record;
    switch (msgType) {
      case "execute_input":
        this.#executeInput(record);
        return;
      case "display_data":
      case "execute_result":
        this.#display(record);
        return;
      case "update_display_data":
        this.#updateDisplay(record);
        return;
      case "error": {
        const traceback = Array.isArray(content.traceback)
          ? content.traceback.filter((l) => typeof l === "string")
          : [];
        const name = text(content.ename);
        const value = text(content.evalue);
        const said = traceback.length > 0 ? traceback.join("\n") : [name, value].filter(Boolean).join(": ");
        this.#blockOf(record, parent).add({ kind: "error", name, value, traceback: toLines(said) });
        return;
      }
      case "clear_output": {
        const block = this.#touched(record, parent);
        block?.clear(content.wait === true);
        return;
      }
      case "input_request":
        this.#blockOf(record, parent).add({
          kind: "input",
          requestId: record.msgId,
          prompt: text(content.prompt),
          password: content.password === true,
        });
        return;
      case "status":
        if (content.execution_state === "idle") this.#foreignIdle(record);
        return;
      default:
      // Comm messages and whatever newer kernels send: nothing to show.
    }
  }

  #updateDisplay(record: Message): void {
    const { content } = record;
    const id = displayId(content);
    const shown = id === undefined ? undefined : this.#displays.get(id);
    for (const { block, entry } of shown ?? []) {
      if (entry.output.kind !== "display") continue;
      this.#touch(block, record);
      entry.output = { ...entry.output, data: object(content.data), metadata: object(content.metadata) };
    }
    // What it updates may have been trimmed: then the update is all that is left of it.
    if (id !== undefined && !shown && this.#trimmed) this.#display(record);
  }

  #executeInput(record: Message): void {
    if (this.#isElsewhere(record.parent)) return;
    const count = number(record.content.execution_count);
    let block = record.parent === null ? undefined : this.#byMsgId.get(record.parent);
    if (block) this.#touch(block, record);
    else {
      block = this.#open(record, {
        msgId: record.parent,
        code: text(record.content.code),
        client: null,
        username: record.username,
      });
      this.#foreign.add(block);
    }
    block.running(record.time, count);
  }

  #foreignIdle(record: Message): void {
    const block = record.parent === null ? undefined : this.#byMsgId.get(record.parent);
    if (!block || !this.#foreign.delete(block)) return;
    this.#touch(block, record);
    block.end(record.time, block.failed ? "error" : "ok");
  }

  #display(record: Message): void {
    const { content } = record;
    const block = this.#blockOf(record, record.parent);
    const id = displayId(content);
    const count = record.msgType === "execute_result" ? number(content.execution_count) : undefined;
    const entry = block.add({
      kind: "display",
      data: object(content.data),
      metadata: object(content.metadata),
      ...(id !== undefined && { displayId: id }),
      ...(count !== undefined && { executionCount: count }),
    });
    if (count !== undefined) block.counted(count);
    if (id === undefined) return;
    // A display shown again under its id updates the earlier ones too (Jupyter messaging 5.1).
    const others = this.#displays.get(id) ?? [];
    for (const other of others) {
      if (other.entry.output.kind !== "display") continue;
      this.#touch(other.block, record);
      other.entry.output = {
        ...other.entry.output,
        data: object(content.data),
        metadata: object(content.metadata),
      };
    }
    this.#displays.set(id, [...others, { block, entry }]);
  }

  #requestEnd(record: LogRecordOf<"request_end">): void {
    const block = this.#touched(record, record.msgId);
    if (!block) return;
    block.counted(record.executionCount);
    for (const payload of record.payload ?? []) {
      // What `name?` answers: a page of text (Jupyter messaging, payloads).
      if (payload.source === "page") block.add({ kind: "display", data: object(payload.data), metadata: {} });
    }
    block.end(record.time, record.status);
  }

  #inputAnswered(record: LogRecordOf<"input_answered">): void {
    const block =
      (record.parent === null ? undefined : this.#byMsgId.get(record.parent)) ??
      this.#asking(record.requestId);
    for (const entry of block?.entries ?? []) {
      const { output } = entry;
      if (!block || output.kind !== "input" || output.requestId !== record.requestId) continue;
      this.#touch(block, record);
      entry.output = { ...output, answer: record.value ?? null, client: record.client };
    }
  }

  #asking(requestId: string): BlockDraft | undefined {
    return this.#blocks.findLast((block) =>
      block.entries.some(({ output }) => output.kind === "input" && output.requestId === requestId),
    );
  }

  #life(record: LogRecordOf<"life">): void {
    if (record.event === "died" || record.event === "restarting" || record.event === "shut down") {
      for (const block of this.#foreign) {
        this.#touch(block, record);
        block.end(record.time, record.event === "died" ? "kernel died" : "restarted");
      }
      this.#foreign.clear();
      const last = this.#lastBlock;
      if (last?.start.kind === "kernel" && last.hasOpenInput) {
        this.#touch(last, record);
        last.withdrawInputs();
      }
    }
    if (record.sentence !== "") this.#event(record, record.event, record.sentence, record.exit);
  }

  #event(
    record: LogRecord,
    event: Extract<Output, { kind: "event" }>["event"],
    sentence: string,
    exit?: LogRecordOf<"life">["exit"],
  ): void {
    this.#kernelBlock(record).add({
      kind: "event",
      event,
      sentence,
      ...(exit && { exit }),
      time: record.time,
    });
  }

  /** The block that a message belongs to: its request's, else a stretch of output of no request. */
  #blockOf(record: LogRecord, parent: string | null): BlockDraft {
    const block = this.#touched(record, parent);
    if (block) return block;
    return this.#isElsewhere(parent)
      ? newBlock(record, { msgId: parent, code: "", client: null })
      : this.#kernelBlock(record);
  }

  /** Whether a message belongs to a block before the checkpoint that this reducer started from. */
  #isElsewhere(parent: string | null): boolean {
    return parent !== null && !this.#byMsgId.has(parent) && (this.#earlier?.request(parent) ?? false);
  }

  #kernelBlock(record: LogRecord): BlockDraft {
    const last = this.#lastBlock;
    if (last?.start.kind !== "kernel" || last.start.life !== record.life) {
      return this.#open(record, { msgId: null, code: "", client: null });
    }
    this.#touch(last, record);
    return last;
  }

  #open(record: LogRecord, start: Opening): BlockDraft {
    const block = newBlock(record, start);
    this.#lastBlock = block;
    this.#blocks.push(block);
    if (start.msgId !== null) this.#byMsgId.set(start.msgId, block);
    return block;
  }

  #touched(record: LogRecord, msgId: string | null): BlockDraft | undefined {
    const block = msgId === null ? undefined : this.#byMsgId.get(msgId);
    if (block) this.#touch(block, record);
    return block;
  }

  #touch(block: BlockDraft, record: LogRecord): void {
    block.touch(record.seq, this.#clears, this.#watched);
  }
}

type Opening = Pick<BlockStart, "msgId" | "code" | "origin" | "client" | "username">;

function newBlock({ seq, life, time }: LogRecord, start: Opening): BlockDraft {
  return new BlockDraft({ ...start, kind: start.msgId === null ? "kernel" : "request", seq, life, time });
}

/** "2.1 GB of earlier output was dropped at 14:02." */
function trimmedSentence({ bytes, time }: LogRecordOf<"trimmed">): string {
  return `${byteSize(bytes)} of earlier output was dropped at ${clockTime(time)}.`;
}

function displayId(content: Content): string | undefined {
  const id = object(content.transient).display_id;
  return typeof id === "string" ? id : undefined;
}

function object(value: unknown): Content {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
