/** A block while records still come in for it: changed in place, and built into a `Block` when somebody looks. */
import type { RequestEnd } from "../contract/records";
import { ABSENT_LINE, ABSENT_OUTPUT, noteFill } from "./absent";
import type { BlockStart, CarriedOutput, OpenBlock } from "./checkpoint";
import type { MarkIndex } from "./marks";
import { type LineKeeping, printedLines, Terminal } from "./terminal";
import type { Block, BlockState, Output, Stop } from "./transcript";
import { WidgetOutputs } from "./widget-outputs";

type OutputOf<Kind extends Output["kind"]> = Extract<Output, { kind: Kind }>;

/** An output, and for text what the next text of its stream is written to. */
export interface Entry {
  output: Output;
  terminal?: Terminal;
  /** Which of the block's outputs it is, from 0. */
  readonly place: number;
  /** The record that it began with; 0 when that is not known. */
  source: number;
  /** comm_id of the Output widget that took it. */
  readonly widget?: string;
  /** Its widget has cleared it away: the next output that the widget takes comes in its place. */
  spent?: boolean;
}

/** A question that waits for its answer. */
type OpenInput = Entry & { output: OutputOf<"input"> };

/** What stands in the place of an output that its widget has cleared away. */
const NOTHING: Output = { kind: "stream", name: "stdout", lines: [] };

export class BlockDraft {
  /** Where it stands among its reducer's blocks; -1 where it is none of them. */
  place = -1;
  readonly entries: Entry[] = [];
  #state: BlockState;
  #started: number | undefined;
  #ended: number | undefined;
  #count: number | undefined;
  /** Newest record that changed the block. */
  #last: number;
  /** For each clear: outputs before `output` are hidden, and lines before `line` in it. */
  readonly #cuts: Stop[] = [];
  /** The same for records that are watched. */
  readonly #stops: Stop[] = [];
  #clearWaits = false;
  // Hardly any block has these two, and a log may have a hundred thousand blocks.
  #widgets: WidgetOutputs | undefined;
  /** Questions that may still wait for an answer: found without a look at the thousands that do not. */
  #openQuestions: Set<Entry> | undefined;
  /** How many times its outputs were cleared away. */
  #clears = 0;
  /** How many outputs it has. */
  #places = 0;
  #failed = false;
  #version = 1;
  #built: { marks: MarkIndex; looks: number; block: Block | null } | undefined;

  /**
   * @param onChange told after each change of what there is to show
   * @param onGone told of outputs that are being cleared away
   */
  constructor(
    readonly start: BlockStart,
    private readonly keeps: LineKeeping = "all",
    public onChange: (draft: BlockDraft) => void = () => {},
    public onGone: (entries: readonly Entry[]) => void = () => {},
  ) {
    this.#last = start.seq;
    this.#state = start.kind === "kernel" ? "ok" : "queued";
  }

  /** A block of which the end is still to come, from a checkpoint. */
  static restore(
    state: OpenBlock,
    keeps: LineKeeping = "all",
    onChange?: (draft: BlockDraft) => void,
    onGone?: (entries: readonly Entry[]) => void,
  ): BlockDraft {
    const block = new BlockDraft(state.start, keeps, onChange, onGone);
    block.#state = state.state;
    block.#started = state.started;
    block.#ended = state.ended;
    block.#count = state.count;
    block.#last = state.last;
    block.#clearWaits = state.clearWaits;
    block.#failed = state.failed;
    block.#clears = state.clears ?? 0;
    if (state.widgets || state.widgetClears)
      block.#widgets = new WidgetOutputs(state.widgets, state.widgetClears);
    for (const carried of state.outputs) {
      const place = carried.place ?? block.#places;
      block.#places = place + 1;
      const terminal = carried.terminal && Terminal.restore(carried.terminal, keeps);
      const { widget, spent } = carried;
      const entry = { place, source: 0, ...(widget !== undefined && { widget }), ...(spent && { spent }) };
      if (!terminal) block.entries.push({ output: carried.output, ...entry });
      else
        block.entries.push({
          output: { ...carried.output, lines: terminal.lines } as Output,
          terminal,
          ...entry,
        });
    }
    block.#places = Math.max(block.#places, state.places ?? 0);
    if (keeps === "places") block.#pad();
    for (const entry of block.entries) block.#noteQuestion(entry);
    for (const [at, { widget, spent }] of block.entries.entries()) {
      if (widget === undefined) continue;
      block.#widgets ??= new WidgetOutputs();
      block.#widgets.restore(widget, at, spent === true);
    }
    return block;
  }

  /** Gives each place its entry, also those whose outputs are not here. */
  #pad(): void {
    const held = new Map(this.entries.map((entry) => [entry.place, entry]));
    this.entries.length = 0;
    for (let place = 0; place < this.#places; place++)
      this.entries.push(held.get(place) ?? { output: ABSENT_OUTPUT, place, source: 0 });
  }

  /** What `restore` needs: no output but what may still change. */
  get state(): OpenBlock {
    const outputs: CarriedOutput[] = [];
    for (const entry of this.entries) {
      const { output, terminal, place, widget, spent } = entry;
      const taken = { ...(widget !== undefined && { widget }), ...(spent && { spent }) };
      if (terminal && (entry === this.entries.at(-1) || (widget !== undefined && this.open))) {
        const text = { ...(output as OutputOf<"stream">), lines: [] };
        outputs.push({ output: text, terminal: terminal.state, place, ...taken });
      } else if (
        isOpenInput(output) ||
        (output.kind === "display" && output.displayId !== undefined) ||
        (widget !== undefined && this.open)
      )
        outputs.push({ output, place, ...taken });
    }
    return {
      start: this.start,
      state: this.#state,
      ...(this.#started !== undefined && { started: this.#started }),
      ...(this.#ended !== undefined && { ended: this.#ended }),
      ...(this.#count !== undefined && { count: this.#count }),
      last: this.#last,
      clearWaits: this.#clearWaits,
      failed: this.failed,
      outputs,
      ...(this.#places > 0 && { places: this.#places }),
      ...(this.#clears > 0 && { clears: this.#clears }),
      ...this.#widgets?.state,
    };
  }

  get open(): boolean {
    return this.#state === "queued" || this.#state === "running";
  }

  /** The newest record that changed the block. */
  get last(): number {
    return this.#last;
  }

  /**
   * To be called before each change by record `seq`: keeps where the output stood at those clears and watched records
   * (their numbers, in order) that lie between the last change and this one.
   */
  touch(seq: number, clears: readonly number[], watched: readonly number[]): void {
    for (const [numbers, stops] of [
      [clears, this.#cuts],
      [watched, this.#stops],
    ] as const) {
      let first = numbers.length;
      while (first > 0 && (numbers[first - 1] as number) >= this.#last) first -= 1;
      for (const number of numbers.slice(first)) {
        if (number < seq) stops.push({ seq: number, ...this.#here() });
      }
    }
    this.#last = Math.max(this.#last, seq);
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    this.#built = undefined;
    this.onChange(this);
  }

  /** Where output goes next. An unfinished line is before it no more than its beginning: it is still being written. */
  #here(): Omit<Stop, "seq"> {
    const { terminal } = this.entries.at(-1) ?? {};
    if (!terminal) return { output: this.entries.length, line: 0 };
    return { output: this.entries.length - 1, line: terminal.lines.length - 1 };
  }

  sent(time: number): void {
    if (this.#state !== "queued") return;
    this.#state = "running";
    this.#started = time;
  }

  running(time: number, count: number | undefined): void {
    if (this.open) {
      this.#state = "running";
      this.#started = time;
    }
    this.counted(count);
  }

  counted(count: number | undefined): void {
    this.#count ??= count;
  }

  end(time: number, status: RequestEnd): void {
    if (!this.open) return;
    this.#state = status;
    this.#ended = time;
    this.withdrawInputs();
  }

  /** Questions that nobody answered are not asked any more. */
  withdrawInputs(): void {
    for (const entry of this.#openQuestions ?? []) {
      if (isOpenInput(entry.output)) entry.output = { ...entry.output, withdrawn: true };
    }
    this.#openQuestions = undefined;
  }

  /** The question of this id, while it waits for its answer. */
  openInput(requestId: string): OpenInput | undefined {
    for (const entry of this.#openQuestions ?? [])
      if (isOpenInput(entry.output) && entry.output.requestId === requestId) return entry as OpenInput;
    return undefined;
  }

  get hasOpenInput(): boolean {
    for (const { output } of this.#openQuestions ?? []) if (isOpenInput(output)) return true;
    return false;
  }

  #noteQuestion(entry: Entry): void {
    if (!isOpenInput(entry.output)) return;
    this.#openQuestions ??= new Set();
    this.#openQuestions.add(entry);
  }

  /** Whether an error came for it, shown still or cleared away since: that does not undo it. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Adds an output; returns its place for later updates. */
  add(output: Output): Entry {
    this.#clearIfWaiting();
    this.#failed ||= output.kind === "error";
    return this.#append(output);
  }

  /** At the end, or where the widget that takes it has cleared something away. */
  #append(output: Output, terminal?: Terminal): Entry {
    const widget = this.#widgets?.present;
    const end = this.entries.length;
    const at = widget === undefined ? end : (this.#widgets?.next(widget, end) ?? end);
    const place = this.entries[at]?.place ?? this.#places;
    const entry: Entry = {
      output,
      source: this.#last,
      place,
      ...(terminal && { terminal }),
      ...(widget !== undefined && { widget }),
    };
    this.entries[at] = entry;
    this.#noteQuestion(entry);
    this.#places = Math.max(this.#places, place + 1);
    return entry;
  }

  /** The output that text of the present widget, or of none, may go on with. */
  #current(): Entry | undefined {
    const widget = this.#widgets?.present;
    const last = this.entries.at(-1);
    if (widget === undefined) return last?.widget === undefined ? last : undefined;
    return this.entries[this.#widgets?.last(widget) ?? -1];
  }

  /**
   * An Output widget begins or ends to take what the request prints and shows (ipywidgets, OutputModel.msg_id). Its
   * outputs are shown in the block like others, but its clear_output clears away only them.
   * @param widget its comm_id
   */
  taken(widget: string, takes: boolean): void {
    this.#widgets ??= new WidgetOutputs();
    this.#widgets.taken(widget, takes);
  }

  /** Prints text: on the last output when that is the same stream, else as a new one. Returns whether it is a new one. */
  print(kind: "stream" | "raw", name: "stdout" | "stderr", text: string, seq: number): boolean {
    this.#clearIfWaiting();
    let last = this.#current();
    const goesOn =
      last?.terminal && last.output.kind === kind && (last.output as OutputOf<"stream">).name === name;
    if (!last || !goesOn) {
      const terminal = new Terminal(this.keeps);
      last = this.#append({ kind, name, lines: terminal.lines }, terminal);
    }
    const terminal = last.terminal as Terminal;
    terminal.write(text);
    terminal.wroteBy(seq);
    last.output = { kind, name, lines: terminal.lines };
    return !goesOn;
  }

  /**
   * Takes from a reading of a part of the log what is not held here.
   * @param ended whether nothing could come to the block's last output after that part
   * @param newest what a display shows by now, where it changed after that part
   */
  fill(part: BlockDraft, ended: boolean, newest: (output: Output) => Output): void {
    // Before a clear_output other outputs had these places.
    if (part.#clears !== this.#clears) return;
    for (const stop of part.#stops) {
      if (!this.#stops.some(({ seq }) => seq === stop.seq)) this.#stops.push(stop);
    }
    for (const theirs of part.entries) {
      const mine = this.entries[theirs.place];
      if (!mine || theirs.output.kind === "absent") continue;
      mine.source ||= theirs.source;
      const whole = ended || theirs !== part.entries.at(-1) || !theirs.terminal;
      if (mine.output.kind !== "absent") fillLines(mine, theirs, whole);
      else if (whole) {
        mine.output = newest(theirs.output);
        this.#noteQuestion(mine);
        if (theirs.terminal) mine.terminal = theirs.terminal;
      }
    }
    this.#changed();
  }

  /** Lets go of a whole output; nothing more may come to it. */
  drop(entry: Entry): void {
    this.onGone([entry]);
    entry.output = ABSENT_OUTPUT;
    delete entry.terminal;
    this.#changed();
  }

  /** clear_output: now, or with `wait` when the next output comes. */
  clear(wait: boolean): void {
    const widget = this.#widgets?.present;
    if (widget !== undefined && wait) this.#widgets?.clearLater(widget);
    else if (widget !== undefined) this.#emptyWidget(widget);
    else {
      this.#clearWaits = wait;
      if (!wait) this.#empty();
    }
  }

  #emptyWidget(widget: string): void {
    const gone = (this.#widgets?.empty(widget) ?? []).flatMap((at) => this.entries[at] ?? []);
    this.onGone(gone);
    for (const entry of gone) {
      entry.output = NOTHING;
      entry.spent = true;
      delete entry.terminal;
    }
  }

  #clearIfWaiting(): void {
    const widget = this.#widgets?.present;
    if (widget !== undefined && this.#widgets?.clearWaits(widget)) this.#emptyWidget(widget);
    if (this.#clearWaits) this.#empty();
    this.#clearWaits = false;
  }

  #empty(): void {
    this.onGone(this.entries);
    this.entries.length = 0;
    this.#widgets?.forgetPlaces();
    this.#openQuestions = undefined;
    this.#places = 0;
    this.#clears += 1;
    for (const stops of [this.#cuts, this.#stops]) {
      for (const [i, stop] of stops.entries()) stops[i] = { ...stop, output: 0, line: 0 };
    }
  }

  /** It is none of its reducer's blocks any more. */
  leave(): void {
    this.place = -1;
    this.onChange = () => {};
    this.onGone = () => {};
  }

  /** The block as it is shown under these marks, or null when it is out of view. The same object until it changes. */
  build(marks: MarkIndex): Block | null {
    if (this.#built?.marks !== marks) {
      const looks = this.#looks(marks);
      const block = this.#built?.looks === looks ? this.#built.block : this.#make(marks);
      this.#built = { marks, looks, block };
    }
    return this.#built.block;
  }

  /** What the marks say of this block: other marks that say the same change nothing. */
  #looks({ cleared, folded, deleted }: MarkIndex): number {
    const { seq } = this.start;
    return (seq <= cleared ? cleared : 0) * 4 + (folded.has(seq) ? 2 : 0) + (deleted.has(seq) ? 1 : 0);
  }

  #make(marks: MarkIndex): Block | null {
    const { seq, life, kind, msgId, code, origin, frame, client, username, time } = this.start;
    if (marks.deleted.has(seq)) return null;
    let outputs = this.entries.map((entry) => entry.output);
    let stops: readonly Stop[] = this.#stops;
    let gone = 0;
    if (seq <= marks.cleared) {
      const passed = this.#last <= marks.cleared;
      // What still runs stays in view with its code, and with its open question.
      if (passed && !this.open && !this.hasOpenInput) return null;
      const cut = passed ? this.#here() : this.#cuts.find((one) => one.seq === marks.cleared);
      if (cut) {
        const left = cutAway(outputs, cut);
        gone = outputs.length - left.length;
        const shift = gone;
        stops = stops.flatMap((stop) =>
          stop.output < shift ? [] : [{ ...stop, output: stop.output - shift }],
        );
        outputs = left;
      }
      if (outputs.length === 0 && kind === "kernel") return null;
    }
    return {
      seq,
      life,
      kind,
      msgId,
      prompt: this.#prompt(),
      code,
      ...(origin && { origin }),
      ...(frame && { frame }),
      client,
      ...(username !== undefined && { username }),
      state: this.#state,
      asked: time,
      ...(this.#started !== undefined && { started: this.#started }),
      ...(this.#ended !== undefined && { ended: this.#ended }),
      outputs,
      ...(marks.folded.has(seq) && { folded: true }),
      ...(gone > 0 && { gone }),
      ...(stops.length > 0 && { stops }),
      version: this.#version,
    };
  }

  #prompt(): string {
    if (this.start.kind === "kernel") return "Kernel";
    const { frame } = this.start;
    if (frame) return `${frame.name}:${frame.line}>`;
    if (this.#count !== undefined) return `In [${this.#count}]:`;
    return this.open ? "Queued" : "In [ ]:";
  }
}

function fillLines(mine: Entry, theirs: Entry, whole: boolean): void {
  if (!mine.terminal || !theirs.terminal) return;
  const [to, from] = [mine.terminal.lines, theirs.terminal.lines];
  // What is near the end of a part may have changed after it.
  const end = Math.min(to.length, whole ? from.length : theirs.terminal.finalLines);
  for (let i = 0; i < end; i++) {
    const line = from[i];
    if (to[i] === ABSENT_LINE && line) to[i] = line;
  }
  for (const [i, seq] of theirs.terminal.sources.entries()) mine.terminal.sources[i] ||= seq;
  noteFill(to);
  // A new object tells that its lines changed.
  mine.output = { ...mine.output };
}

function cutAway(outputs: readonly Output[], cut: Omit<Stop, "seq">): Output[] {
  const asking = outputs.slice(0, cut.output).filter(isOpenInput);
  const [first, ...rest] = outputs.slice(cut.output);
  if (!first) return asking;
  if (cut.line === 0 || (first.kind !== "stream" && first.kind !== "raw")) return [...asking, first, ...rest];
  if (printedLines(first.lines) <= cut.line) return [...asking, ...rest];
  return [...asking, { ...first, from: cut.line }, ...rest];
}

/** Whether the output is a question that waits for its answer. */
export function isOpenInput(output: Output): output is OutputOf<"input"> {
  return output.kind === "input" && output.answer === undefined && !output.withdrawn;
}
