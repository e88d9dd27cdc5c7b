/**
 * The pure function behind every shell: `transcript = reduce(records, marks)`. Live output and replay take the same
 * path. It can start at any block boundary; what then comes for earlier requests is shown as output of no request.
 */
import type { LogRecord, LogRecordOf, ViewMark } from "../contract/records";
import { AskedQuestions } from "./asked-questions";
import { BlockDraft, type Entry } from "./block-draft";
import type { Checkpoint, Earlier, ReducerStart } from "./checkpoint";
import { addStop } from "./debugger-stops";
import { Displays } from "./displays";
import { Holding, type KeptPart } from "./holding";
import { keptOutput } from "./kept-output";
import { LateRecords } from "./late-records";
import { ForgottenRequests, lostOutput, trimmedSentence } from "./left-out";
import { indexMarks } from "./marks";
import { displayId, number, object, text } from "./message-content";
import { displayOutput, errorOutput, inputOutput, pageOutputs } from "./message-outputs";
import { type Opening, requested } from "./openings";
import type { Reducer } from "./reducer";
import { ShownBlocks } from "./shown-blocks";
import type { LineKeeping } from "./terminal";
import type { Output, Transcript } from "./transcript";
import { BLOCK_COST } from "./weights";
import { type TranscriptPlace, type Whereabouts, whereabouts } from "./whereabouts";

export type { Reducer } from "./reducer";

type Message = LogRecordOf<"message">;

/** The transcript of these records under these marks. */
export function reduce(records: Iterable<LogRecord>, marks: readonly ViewMark[]): Transcript {
  const reducer = createReducer(marks);
  for (const record of records) reducer.append(record);
  return reducer.snapshot();
}

/**
 * A reducer that has seen nothing yet, or only what a checkpoint tells.
 * @param keeps what it keeps of text that lies before the checkpoint, or is final: "ends" is for who takes checkpoints only
 */
export function createReducer(
  marks: readonly ViewMark[] = [],
  start?: ReducerStart,
  keeps: LineKeeping = "all",
): Reducer {
  return new LogReducer(marks, start, keeps);
}

class LogReducer implements Reducer {
  seq = 0;
  start = 0;
  #blocks: BlockDraft[] = [];
  /** The last block of the log, unless that is not here. */
  #lastBlock: BlockDraft | undefined;
  #earlier: Earlier | undefined;
  /** Earlier records are gone: what belongs to them is shown by itself. */
  #trimmed = false;
  readonly #byMsgId = new Map<string, BlockDraft>();
  /** Blocks of other clients that run: nobody tells us of their end but the kernel's own status. */
  readonly #foreign = new Set<BlockDraft>();
  readonly #displays = new Displays();
  readonly #holding = new Holding();
  readonly #shown = new ShownBlocks();
  /** Requests whose blocks were let go of as a whole. */
  readonly #forgotten = new ForgottenRequests();
  readonly #questions = new AskedQuestions();
  /** What came for requests that lie before the start. */
  readonly #late = new LateRecords();
  /** Outputs were cleared away: nothing that comes later changes them. */
  readonly #gone = (entries: readonly Entry[]): void => this.#forgetEntries(entries);
  /** Records at which the shell was cleared, in their order. */
  #clears: readonly number[] = [];
  #watched: readonly number[] = [];
  #marks = indexMarks([]);
  #snapshot: Transcript | undefined;

  constructor(
    marks: readonly ViewMark[],
    start: ReducerStart | undefined,
    private readonly keeps: LineKeeping,
  ) {
    this.setMarks(marks);
    if (!start) return;
    this.seq = start.checkpoint.seq;
    this.start = this.seq;
    this.#earlier = start.earlier;
    for (const open of start.checkpoint.blocks) {
      const block = BlockDraft.restore(open, keeps, this.#shown.changed, this.#gone);
      this.#blocks.push(block);
      this.#know(block);
    }
    this.#shown.take(this.#blocks, 0);
    if (start.checkpoint.lastIsOpen) this.#lastBlock = this.#blocks.at(-1);
  }

  setMarks(marks: readonly ViewMark[]): void {
    this.#marks = indexMarks(marks);
    this.#clears = marks.flatMap((mark) => (mark.kind === "clear" ? [mark.seq] : [])).sort((a, b) => a - b);
    this.#shown.marked();
    this.#snapshot = undefined;
  }

  watch(seqs: readonly number[]): void {
    this.#watched = seqs.toSorted((a, b) => a - b);
  }

  snapshot(): Transcript {
    this.#settle();
    this.#snapshot ??= this.#shown.build(this.#marks, this.seq);
    return this.#snapshot;
  }

  /** Brings displays up to date, before anybody looks at outputs. */
  #settle(): void {
    this.#displays.settle((block, seq) => block.touch(seq, this.#clears, this.#watched));
  }

  checkpoint(): Checkpoint {
    this.#settle();
    const open = this.#blocks.filter((block) => block.open || this.#mayGoOn(block));
    const lastIsOpen = this.#lastBlock !== undefined && open.includes(this.#lastBlock);
    return { seq: this.seq, blocks: open.map((block) => block.state), lastIsOpen };
  }

  /** Whether a block of no request may change: by the next output of that kind, or by an answer. */
  #mayGoOn(block: BlockDraft): boolean {
    return block.start.kind === "kernel" && (block === this.#lastBlock || block.hasOpenInput);
  }

  #know(block: BlockDraft): void {
    const { msgId, client } = block.start;
    if (msgId !== null) this.#byMsgId.set(msgId, block);
    if (msgId !== null && client === null && block.open) this.#foreign.add(block);
    for (const entry of block.entries) this.#knowEntry(block, entry);
  }

  get held(): number {
    const places = this.#holding.places + this.#late.places + this.#displays.places;
    return this.outputsHeld + places + this.#blocks.length * BLOCK_COST;
  }

  get outputsHeld(): number {
    return this.#holding.held + this.#late.held;
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  drop(target: number, keep: (part: KeptPart) => boolean): void {
    this.#settle();
    this.#holding.drop(this.#blocks, target, keep);
    this.#holding.took(this.#displays.letGo());
    this.#snapshot = undefined;
  }

  forget(most: number): void {
    this.#settle();
    let count = 0;
    for (const block of this.#blocks) {
      if (this.#blocks.length - count <= most || block === this.#lastBlock) break;
      if (block.open || block.hasOpenInput) break;
      count += 1;
    }
    if (count === 0) return;
    const gone = this.#blocks.slice(0, count);
    for (const block of gone) {
      block.leave();
      this.#forgetEntries(block.entries);
      const { msgId } = block.start;
      if (msgId !== null) {
        this.#byMsgId.delete(msgId);
        this.#forgotten.add(msgId);
      }
      // A part that is read up to here has all that came for them.
      this.start = Math.max(this.start, block.last);
    }
    this.#blocks = this.#blocks.slice(count);
    this.#displays.letGo();
    this.#shown.take(this.#blocks, 0);
    this.#snapshot = undefined;
  }

  whereabouts(place: TranscriptPlace): Whereabouts | undefined {
    const block = this.#blocks.find(({ start }) => start.seq === place.seq);
    return block && whereabouts(block, place);
  }

  fill(part: Reducer): void {
    if (!(part instanceof LogReducer) || part.keeps !== "places") return;
    this.#settle();
    part.#settle();
    const theirSeqs = new Set(part.#blocks.map(({ start }) => start.seq));
    const bySeq = new Map<number, BlockDraft>();
    for (const block of this.#blocks) if (theirSeqs.has(block.start.seq)) bySeq.set(block.start.seq, block);
    this.#displays.learn(part.#displays);
    const newest = (output: Output) => this.#displays.newest(output, part.#displays, part.start);
    const reachesUs = part.seq >= this.start && part.start < this.start;
    const added: BlockDraft[] = [];
    for (const theirs of part.#blocks) {
      const mine = bySeq.get(theirs.start.seq);
      const ended = !theirs.open && theirs !== part.#lastBlock;
      if (mine) {
        mine.fill(theirs, ended, newest);
        for (const entry of mine.entries) this.#knowEntry(mine, entry);
      } else if (reachesUs && theirs.start.seq <= this.start) added.push(theirs);
    }
    this.#holding.took(part.#holding.held);
    if (reachesUs) {
      for (const block of added) for (const entry of block.entries) entry.output = newest(entry.output);
      // What they tell of their changes they tell us from now on.
      for (const block of added) {
        block.onChange = this.#shown.changed;
        block.onGone = this.#gone;
      }
      this.#blocks = [...added, ...this.#blocks].sort((a, b) => a.start.seq - b.start.seq);
      this.#shown.take(this.#blocks, 0);
      this.#late.learn(part.#late);
      for (const block of added) this.#take(block, part.seq);
      this.start = part.start;
      this.#earlier = part.start === 0 ? undefined : part.#earlier;
    }
    this.#snapshot = undefined;
  }

  /** A block from before comes in, with what came for it since. */
  #take(block: BlockDraft, upTo: number): void {
    this.#know(block);
    const { msgId } = block.start;
    if (msgId === null) return;
    const { records, lost } = this.#late.take(msgId);
    if (lost !== undefined && lost > upTo) block.add(lostOutput());
    for (const record of records) if (record.seq > upTo) this.#apply(record);
  }

  append(record: LogRecord): void {
    // The trim marker stands before the first record that is left and carries no place of its own.
    if (record.seq <= this.seq && record.kind !== "trimmed") return;
    this.seq = Math.max(this.seq, record.seq);
    this.#snapshot = undefined;
    this.#apply(record);
  }

  #apply(record: LogRecord): void {
    const elsewhere = "parent" in record && this.#isElsewhere(record.parent);
    // What belongs to a block before the start waits for it, should that come in.
    const waits = elsewhere && this.keeps === "places";
    if (waits) this.#late.keep(record.parent as string, record);
    // What a display shows last is kept beside that, for the others of its id.
    const last = record.kind === "message" && displayId(record.content) !== undefined;
    if (this.keeps !== "ends" && (!waits || last)) this.#holding.take(record);
    switch (record.kind) {
      case "message":
        this.#message(record);
        return;
      case "stream":
        this.#holding.printed(
          this.#blockOf(record, record.parent).print("stream", record.name, record.text, record.seq),
        );
        return;
      case "raw":
        // Nothing is left of what stands there as stream too.
        if (record.text !== "")
          this.#holding.printed(this.#kernelBlock(record).print("raw", record.name, record.text, record.seq));
        return;
      case "request":
        this.#open(record, requested(record));
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
      case "debugger":
        addStop(this.#blockOf(record, record.parent ?? null), record);
        return;
      case "trimmed":
        this.#trimmed = true;
        this.#earlier = undefined;
        this.#event(record, "trimmed", trimmedSentence(record));
        return;
      case "prompt":
      case "variables":
        return;
    }
  }

  #message(record: Message): void {
    this.#told(record);
    if (record.kept) this.#blockOf(record, record.parent).add(keptOutput(record.kept));
  }

  #told(record: Message): void {
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
      case "error":
        this.#blockOf(record, parent).add(errorOutput(record));
        return;
      case "clear_output": {
        const block = this.#touched(record, parent);
        block?.clear(content.wait === true);
        return;
      }
      case "input_request":
        this.#asked(record);
        return;
      case "status":
        if (content.execution_state === "idle") this.#foreignIdle(record);
        return;
      case "comm_msg":
        this.#widget(record);
        return;
      default:
      // Other comm messages and whatever newer kernels send: nothing to show.
    }
  }

  /** An Output widget begins or ends to take the outputs of its request. */
  #widget({ content, parent }: Message): void {
    const { msg_id: taken } = object(object(content.data).state);
    if (typeof taken !== "string" || parent === null) return;
    this.#byMsgId.get(parent)?.taken(text(content.comm_id), taken !== "");
  }

  #updateDisplay(record: Message): void {
    const known = this.#displays.update(record.content, record.seq);
    const id = displayId(record.content);
    if (known || id === undefined) return;
    // What it updates may have been trimmed: then the update is all that is left of it.
    if (this.#trimmed || this.#earlier?.display(id) === false) this.#display(record);
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
    // All of it was too large: what is told of that is all there is to show.
    if (record.kept && Object.keys(object(content.data)).length === 0) return;
    const block = this.#blockOf(record, record.parent);
    const output = displayOutput(record);
    const entry = block.add(output);
    if (output.executionCount !== undefined) block.counted(output.executionCount);
    // A display shown again under its id updates the earlier ones too.
    if (output.displayId !== undefined) this.#displays.update(content, record.seq);
    // What comes for one that is not here is written to nobody's block.
    if (block.place >= 0) this.#displays.add(block, entry);
  }

  #requestEnd(record: LogRecordOf<"request_end">): void {
    const block = this.#touched(record, record.msgId);
    if (!block) return;
    block.counted(record.executionCount);
    for (const page of pageOutputs(record)) block.add(page);
    if (record.kept) block.add(keptOutput(record.kept));
    block.end(record.time, record.status);
  }

  /** A request asks one thing at a time: what it asked before was interrupted, and nobody waits for that answer any more. */
  #asked(record: Message): void {
    const block = this.#blockOf(record, record.parent);
    block.withdrawInputs();
    const entry = block.add(inputOutput(record));
    if (block.place >= 0) this.#knowEntry(block, entry);
  }

  /** The first answer counts, and only while the question waits: of others no reducer that began later would know. */
  #inputAnswered(record: LogRecordOf<"input_answered">): void {
    const { requestId, parent, value, client } = record;
    const ofParent = parent === null ? undefined : this.#byMsgId.get(parent);
    const block = this.#questions.waitingIn(requestId, ofParent);
    const entry = block?.openInput(requestId);
    if (!block || !entry) return;
    this.#touch(block, record);
    entry.output = { ...entry.output, answer: value ?? null, client };
  }

  /** An entry is held: it is found again by what it shows or asks. */
  #knowEntry(block: BlockDraft, entry: Entry): void {
    this.#displays.add(block, entry);
    this.#questions.know(block, entry);
  }

  #forgetEntries(entries: readonly Entry[]): void {
    this.#displays.forget(entries);
    this.#questions.forget(entries);
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
    const { time } = record;
    this.#kernelBlock(record).add({ kind: "event", event, sentence, ...(exit && { exit }), time });
  }

  /** The block that a message belongs to: its request's, else a stretch of output of no request. */
  #blockOf(record: LogRecord, parent: string | null): BlockDraft {
    const block = this.#touched(record, parent);
    if (block) return block;
    return this.#isElsewhere(parent)
      ? this.#newBlock(record, { msgId: parent, code: "", client: null })
      : this.#kernelBlock(record);
  }

  /** Whether a message belongs to a block before the checkpoint that this reducer started from. */
  #isElsewhere(parent: string | null): boolean {
    if (parent === null || this.#byMsgId.has(parent)) return false;
    return this.#forgotten.has(parent) || (this.#earlier?.request(parent) ?? false);
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
    const block = this.#newBlock(record, start);
    this.#lastBlock = block;
    this.#blocks.push(block);
    this.#shown.take(this.#blocks, this.#blocks.length - 1);
    if (start.msgId !== null) this.#byMsgId.set(start.msgId, block);
    return block;
  }

  #newBlock({ seq, life, time }: LogRecord, start: Opening): BlockDraft {
    const kind = start.msgId === null ? "kernel" : "request";
    return new BlockDraft({ ...start, kind, seq, life, time }, this.keeps, this.#shown.changed, this.#gone);
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
