/** A block while records still come in for it: changed in place, and built into a `Block` when somebody looks. */
import type { RequestEnd } from "../contract/records";
import type { BlockStart, CarriedOutput, OpenBlock } from "./checkpoint";
import type { MarkIndex } from "./marks";
import { printedLines, Terminal } from "./terminal";
import type { Block, BlockState, Output, Stop } from "./transcript";

type OutputOf<Kind extends Output["kind"]> = Extract<Output, { kind: Kind }>;

/** An output, and for text what the next text of its stream is written to. */
interface Entry {
  output: Output;
  terminal?: Terminal;
}

export class BlockDraft {
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
  /** An error was among outputs that are not here. */
  #failedBefore = false;
  #version = 1;
  #built: { marks: MarkIndex; block: Block | null } | undefined;

  constructor(readonly start: BlockStart) {
    this.#last = start.seq;
    this.#state = start.kind === "kernel" ? "ok" : "queued";
  }

  /** A block of which the end is still to come, from a checkpoint. */
  static restore(state: OpenBlock): BlockDraft {
    const block = new BlockDraft(state.start);
    block.#state = state.state;
    block.#started = state.started;
    block.#ended = state.ended;
    block.#count = state.count;
    block.#last = state.last;
    block.#clearWaits = state.clearWaits;
    block.#failedBefore = state.failed;
    for (const carried of state.outputs) {
      const terminal = carried.terminal && Terminal.restore(carried.terminal);
      if (!terminal) block.entries.push({ output: carried.output });
      else block.entries.push({ output: { ...carried.output, lines: terminal.lines } as Output, terminal });
    }
    return block;
  }

  /** What `restore` needs: no output but what may still change. */
  get state(): OpenBlock {
    const outputs: CarriedOutput[] = [];
    for (const entry of this.entries) {
      const { output, terminal } = entry;
      if (isOpenInput(output) || (output.kind === "display" && output.displayId !== undefined))
        outputs.push({ output });
      else if (terminal && entry === this.entries.at(-1)) {
        outputs.push({ output: { ...(output as OutputOf<"stream">), lines: [] }, terminal: terminal.state });
      }
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
    };
  }

  get open(): boolean {
    return this.#state === "queued" || this.#state === "running";
  }

  /**
   * To be called before each change by record `seq`: keeps where the output stood at those clears and watched records
   * (their numbers) that lie between the last change and this one.
   */
  touch(seq: number, clears: readonly number[], watched: readonly number[]): void {
    for (const [numbers, stops] of [
      [clears, this.#cuts],
      [watched, this.#stops],
    ] as const) {
      for (const number of numbers) {
        if (number >= this.#last && number < seq) stops.push({ seq: number, ...this.#here() });
      }
    }
    this.#last = seq;
    this.#version += 1;
    this.#built = undefined;
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
    for (const entry of this.entries) {
      if (isOpenInput(entry.output)) entry.output = { ...entry.output, withdrawn: true };
    }
  }

  get hasOpenInput(): boolean {
    return this.entries.some(({ output }) => isOpenInput(output));
  }

  get failed(): boolean {
    return this.#failedBefore || this.entries.some(({ output }) => output.kind === "error");
  }

  /** Adds an output; returns its place for later updates. */
  add(output: Output): Entry {
    this.#clearIfWaiting();
    const entry = { output };
    this.entries.push(entry);
    return entry;
  }

  /** Prints text: on the last output when that is the same stream, else as a new one. */
  print(kind: "stream" | "raw", name: "stdout" | "stderr", text: string): void {
    this.#clearIfWaiting();
    let last = this.entries.at(-1);
    if (!last?.terminal || last.output.kind !== kind || (last.output as OutputOf<"stream">).name !== name) {
      const terminal = new Terminal();
      last = { output: { kind, name, lines: terminal.lines }, terminal };
      this.entries.push(last);
    }
    const terminal = last.terminal as Terminal;
    terminal.write(text);
    last.output = { kind, name, lines: terminal.lines };
  }

  /** clear_output: now, or with `wait` when the next output comes. */
  clear(wait: boolean): void {
    this.#clearWaits = wait;
    if (!wait) this.#empty();
  }

  #clearIfWaiting(): void {
    if (this.#clearWaits) this.#empty();
    this.#clearWaits = false;
  }

  #empty(): void {
    this.entries.length = 0;
    this.#failedBefore = false;
    for (const stops of [this.#cuts, this.#stops]) {
      for (const [i, stop] of stops.entries()) stops[i] = { ...stop, output: 0, line: 0 };
    }
  }

  /** The block as it is shown under these marks, or null when it is out of view. The same object until it changes. */
  build(marks: MarkIndex): Block | null {
    if (this.#built?.marks !== marks) this.#built = { marks, block: this.#make(marks) };
    return this.#built.block;
  }

  #make(marks: MarkIndex): Block | null {
    const { seq, life, kind, msgId, code, origin, client, username, time } = this.start;
    if (marks.deleted.has(seq)) return null;
    let outputs = this.entries.map((entry) => entry.output);
    let stops: readonly Stop[] = this.#stops;
    if (seq <= marks.cleared) {
      const passed = this.#last <= marks.cleared;
      // What still runs stays in view with its code, and with its open question.
      if (passed && !this.open && !this.hasOpenInput) return null;
      const cut = passed ? this.#here() : this.#cuts.find((one) => one.seq === marks.cleared);
      if (cut) {
        const left = cutAway(outputs, cut);
        const gone = outputs.length - left.length;
        stops = stops.flatMap((stop) =>
          stop.output < gone ? [] : [{ ...stop, output: stop.output - gone }],
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
      client,
      ...(username !== undefined && { username }),
      state: this.#state,
      asked: time,
      ...(this.#started !== undefined && { started: this.#started }),
      ...(this.#ended !== undefined && { ended: this.#ended }),
      outputs,
      ...(marks.folded.has(seq) && { folded: true }),
      ...(stops.length > 0 && { stops }),
      version: this.#version,
    };
  }

  #prompt(): string {
    if (this.start.kind === "kernel") return "Kernel";
    if (this.#count !== undefined) return `In [${this.#count}]:`;
    return this.open ? "Queued" : "In [ ]:";
  }
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
