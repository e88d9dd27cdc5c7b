/**
 * Runs inputs of a session's log again in a fresh kernel, one after another, and says of each whether the same came of it.
 * An input that asks waits for its answer in the shell; one that runs long or ends the kernel is told as such.
 */
import type { Block } from "../../preload/transcript/transcript";
import { unawaited } from "../floor/failures";
import { sentenceOf } from "../floor/notices/notices";
import { createStore } from "../floor/store";
import { withFreshKernel } from "../kernels/kernel-actions";
import type { ShellModel } from "../kernels/shell-model";
import { readWholeLog } from "../shell/whole-log/read-whole-log";
import { customary, type Entry, EntryBook, signOf, upTo } from "./entries";
import { type Lacking, lackingIn, type Needed, neededBy, withRaised } from "./needed";

/** What runs longer than this, in ms, and ten times as long as then, is said to. */
const LONG_MS = 10_000;
/** So long is waited for what the log has, in ms, when nothing comes. */
const PATIENCE_MS = 10_000;

/** How an input fared in the fresh kernel. */
export const MARKS = [
  "waiting",
  "running",
  "asks",
  "long",
  "same",
  "different",
  "unknown",
  "failed",
  "ended the kernel",
  "not run",
] as const;
export type Mark = (typeof MARKS)[number];

/** Marks of what has been sent and has not ended. */
const RUNS: ReadonlySet<Mark> = new Set(["running", "asks", "long"]);

/** What is kept of one while its window loads anew. */
export interface KeptRebuild {
  /** The record at which the log ended that is rebuilt from. */
  readonly last: number;
  readonly chosen: readonly number[];
  readonly marks: readonly (readonly [seq: number, mark: Mark])[];
  readonly stops: boolean;
  /** The record before what ran last was sent. */
  readonly sent: number;
}

export type Phase = "reading" | "choosing" | "running" | "done";

export class Rebuild {
  readonly entries = createStore<readonly Entry[]>([]);
  readonly chosen = createStore<ReadonlySet<number>>(new Set());
  readonly marks = createStore<ReadonlyMap<number, Mark>>(new Map());
  /** How the choice was made, where that was by names. */
  readonly byNames = createStore<Needed | null>(null);
  readonly phase = createStore<Phase>("reading");
  /** Stops at the first input that fails, or of which another output comes. */
  readonly stopsAtDifference = createStore(true);
  /** A sentence, where something went wrong. */
  readonly problem = createStore<string | null>(null);
  #stopped = false;
  readonly #reading = new AbortController();

  /** The record at which the log ended when it was read. */
  readonly #last: number;
  #sent: number;

  /** @param kept of before the window was loaded anew */
  constructor(
    readonly shell: ShellModel,
    private readonly kept: KeptRebuild | null,
  ) {
    this.#last = kept?.last ?? shell.transcript.get().seq;
    this.#sent = kept?.sent ?? this.#last;
  }

  /** What is to be kept of it; null as long as nothing is known yet. */
  get present(): KeptRebuild | null {
    if (this.phase.get() === "reading") return this.kept;
    return {
      last: this.#last,
      chosen: [...this.chosen.get()],
      marks: [...this.marks.get()],
      stops: this.stopsAtDifference.get(),
      sent: this.#sent,
    };
  }

  /** Reads the inputs of the log; where it cannot be read, those that the window holds. */
  async read(): Promise<void> {
    const book = new EntryBook();
    try {
      await readWholeLog(this.shell, {
        take: (transcript) => book.take(transcript),
        used: () => true,
        signal: this.#reading.signal,
      });
    } catch (error) {
      if (this.#reading.signal.aborted) return;
      this.problem.set(sentenceOf(error));
      book.take(this.shell.transcript.get());
    }
    // What it ran itself came later.
    this.entries.set(book.entries.filter(({ seq }) => seq <= this.#last));
    if (this.kept) return this.#takeUp(this.kept);
    this.#choose(this.#customary());
    this.phase.set("choosing");
  }

  /** As it was; of what ran then the end is told, and what was to come waits for the user. */
  async #takeUp({ chosen, marks, stops, sent }: KeptRebuild): Promise<void> {
    this.#choose(new Set(chosen));
    this.stopsAtDifference.set(stops);
    this.marks.set(new Map(marks));
    const [seq] = marks.find(([, mark]) => RUNS.has(mark)) ?? [];
    const entry = this.entries.get().find((each) => each.seq === seq);
    if (entry) {
      this.phase.set("running");
      await this.shell.client
        .allRead(PATIENCE_MS)
        .catch((error: unknown) => this.problem.set(sentenceOf(error)));
      const isIt = (block: Block) => block.seq > sent && block.code === entry.code;
      const wasSent = this.shell.transcript.get().blocks.some(isIt);
      const mark = wasSent ? markOf(entry, await this.#ended(entry, isIt)) : "waiting";
      this.#mark(entry.seq, mark);
      if (this.#endsRun(mark)) return this.#settle();
    }
    this.phase.set(marks.length > 0 ? "done" : "choosing");
  }

  /** Runs what was still to come when the window was loaded anew, in the kernel as it is. */
  goOn(): Promise<void> {
    this.problem.set(null);
    return this.#runWaiting();
  }

  #endsRun(mark: Mark): boolean {
    const isOther = mark === "failed" || mark === "different";
    return mark === "ended the kernel" || (isOther && this.stopsAtDifference.get());
  }

  /** Nothing runs any more. */
  #settle(): void {
    this.marks.set(
      (now) =>
        new Map(
          [...now].map(([seq, mark]) => [seq, mark === "waiting" || mark === "running" ? "not run" : mark]),
        ),
    );
    this.phase.set("done");
  }

  toggle(seq: number): void {
    this.chosen.set((now) => {
      const next = new Set(now);
      if (!next.delete(seq)) next.add(seq);
      return next;
    });
  }

  chooseAll(): void {
    this.#choose(this.#customary());
  }

  chooseNone(): void {
    this.#choose(new Set());
  }

  chooseUpTo(entry: Entry): void {
    this.#choose(this.#withRaised(upTo(this.entries.get(), entry)));
  }

  /** Chooses an input with those that it needs by the names in them. */
  chooseNeededBy(entry: Entry): void {
    const needed = neededBy(this.entries.get(), entry);
    this.#choose(needed.chosen);
    this.byNames.set(needed);
  }

  /** What chosen inputs need and only others give; nothing where names cannot be read. */
  lacking(chosen: ReadonlySet<number>): ReadonlyMap<number, Lacking> {
    return this.shell.language === "python" ? lackingIn(this.entries.get(), chosen) : new Map();
  }

  /** Chooses what gives the names that chosen inputs lack, and what that lacks in turn. */
  chooseLacking(): void {
    let chosen = this.chosen.get();
    let lacking = this.lacking(chosen);
    while (lacking.size > 0) {
      chosen = new Set([
        ...chosen,
        ...[...lacking.values()].flatMap(({ from }) => from.map(({ seq }) => seq)),
      ]);
      lacking = this.lacking(chosen);
    }
    this.#choose(chosen);
  }

  #customary(): ReadonlySet<number> {
    return this.#withRaised(customary(this.entries.get()));
  }

  #withRaised(chosen: ReadonlySet<number>): ReadonlySet<number> {
    return this.shell.language === "python" ? withRaised(this.entries.get(), chosen) : chosen;
  }

  #choose(chosen: ReadonlySet<number>): void {
    this.byNames.set(null);
    this.chosen.set(chosen);
  }

  /** Starts a fresh kernel (a running one is asked for first) and runs what is chosen. */
  start(): Promise<void> {
    this.problem.set(null);
    return withFreshKernel(this.shell, () => this.#run());
  }

  /** Runs nothing more; what runs is interrupted. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.phase.get() === "running") await this.shell.client.interrupt();
  }

  dispose(): void {
    this.#stopped = true;
    this.#reading.abort(new DOMException("", "AbortError"));
  }

  #run(): Promise<void> {
    const chosen = this.entries.get().filter(({ seq }) => this.chosen.get().has(seq));
    this.marks.set(new Map(chosen.map(({ seq }) => [seq, "waiting"])));
    return this.#runWaiting();
  }

  async #runWaiting(): Promise<void> {
    const waiting = this.entries.get().filter(({ seq }) => this.marks.get().get(seq) === "waiting");
    this.#stopped = false;
    this.phase.set("running");
    try {
      for (const entry of waiting) {
        if (this.#stopped) break;
        const mark = await this.#runOne(entry);
        this.#mark(entry.seq, mark);
        if (this.#endsRun(mark)) break;
      }
    } catch (error) {
      this.problem.set(sentenceOf(error));
    } finally {
      this.#settle();
    }
  }

  #mark(seq: number, mark: Mark): void {
    this.marks.set((now) => new Map(now).set(seq, mark));
  }

  /** @throws Error with a sentence when the host does not take it */
  async #runOne(entry: Entry): Promise<Mark> {
    const { shell } = this;
    const after = shell.transcript.get().seq;
    this.#sent = after;
    this.#mark(entry.seq, "running");
    await shell.client.execute(entry.code, entry.origin);
    const long = setTimeout(
      () => this.#mark(entry.seq, shell.state.get() === "waiting for input" ? "asks" : "long"),
      Math.max(LONG_MS, 10 * entry.took),
    );
    try {
      const block = await this.#ended(
        entry,
        ({ seq, code, client }) => seq > after && code === entry.code && client === shell.client.ownClient,
      );
      return markOf(entry, block);
    } finally {
      clearTimeout(long);
    }
  }

  /** The block of what was sent, once it has ended; undefined where its kernel did. @param isIt which request is meant */
  #ended(entry: Entry, isIt: (request: Block) => boolean): Promise<Block | undefined> {
    const { shell } = this;
    return new Promise((resolve) => {
      const settle = (block: Block | undefined) => {
        for (const stop of stops) stop();
        resolve(block);
      };
      const look = () => {
        const block = shell.transcript.get().blocks.findLast((each) => each.kind === "request" && isIt(each));
        if (block && block.state !== "queued" && block.state !== "running") settle(block);
      };
      const lookAtKernel = () => {
        const state = shell.state.get();
        if (state === "waiting for input") this.#mark(entry.seq, "asks");
        else if (state === "busy" && this.marks.get().get(entry.seq) === "asks")
          this.#mark(entry.seq, "running");
        // What the log has of its end comes with it, or never.
        if (state === "disconnected") settle(undefined);
      };
      const stops = [shell.transcript.subscribe(look), shell.state.subscribe(lookAtKernel)];
      look();
      lookAtKernel();
    });
  }
}

/** What is to be said of an input that has ended. */
export function markOf(entry: Pick<Entry, "sign" | "raised">, block: Block | undefined): Mark {
  if (!block || block.state === "kernel died" || block.state === "restarted") return "ended the kernel";
  const raisedAgain = entry.raised && block.state === "error";
  if (block.state !== "ok" && !raisedAgain)
    return block.state === "cancelled" || block.state === "aborted" ? "not run" : "failed";
  const sign = signOf(block.outputs);
  if (entry.sign === null || sign === null) return "unknown";
  return sign === entry.sign ? "same" : "different";
}

/** Opens one, which reads at once. */
export function newRebuild(shell: ShellModel, kept: KeptRebuild | null): Rebuild {
  const rebuild = new Rebuild(shell, kept);
  unawaited("reading the log to rebuild from", rebuild.read());
  return rebuild;
}
