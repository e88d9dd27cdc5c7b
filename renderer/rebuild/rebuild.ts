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

/** How an input fared in the fresh kernel. */
export type Mark =
  | "waiting"
  | "running"
  | "asks"
  | "long"
  | "same"
  | "different"
  | "unknown"
  | "failed"
  | "ended the kernel"
  | "not run";

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

  constructor(readonly shell: ShellModel) {}

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
    this.entries.set(book.entries);
    this.#choose(this.#customary());
    this.phase.set("choosing");
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

  async #run(): Promise<void> {
    const chosen = this.entries.get().filter(({ seq }) => this.chosen.get().has(seq));
    this.#stopped = false;
    this.phase.set("running");
    this.marks.set(new Map(chosen.map(({ seq }) => [seq, "waiting"])));
    try {
      for (const entry of chosen) {
        if (this.#stopped) break;
        const mark = await this.#runOne(entry);
        this.#mark(entry.seq, mark);
        const stops = mark === "failed" || mark === "different";
        if (mark === "ended the kernel" || (stops && this.stopsAtDifference.get())) break;
      }
    } catch (error) {
      this.problem.set(sentenceOf(error));
    } finally {
      this.marks.set(
        (now) =>
          new Map(
            [...now].map(([seq, mark]) => [seq, mark === "waiting" || mark === "running" ? "not run" : mark]),
          ),
      );
      this.phase.set("done");
    }
  }

  #mark(seq: number, mark: Mark): void {
    this.marks.set((now) => new Map(now).set(seq, mark));
  }

  /** @throws Error with a sentence when the host does not take it */
  async #runOne(entry: Entry): Promise<Mark> {
    const { shell } = this;
    this.#mark(entry.seq, "running");
    const after = shell.transcript.get().seq;
    await shell.client.execute(entry.code, entry.origin);
    const long = setTimeout(
      () => this.#mark(entry.seq, shell.state.get() === "waiting for input" ? "asks" : "long"),
      Math.max(LONG_MS, 10 * entry.took),
    );
    try {
      const block = await this.#ended(entry, after);
      return markOf(entry, block);
    } finally {
      clearTimeout(long);
    }
  }

  /** The block of what was just sent, once it has ended; undefined where its kernel did. */
  #ended(entry: Entry, after: number): Promise<Block | undefined> {
    const { shell } = this;
    return new Promise((resolve) => {
      const settle = (block: Block | undefined) => {
        for (const stop of stops) stop();
        resolve(block);
      };
      const isIt = ({ kind, seq, code, client }: Block) =>
        kind === "request" && seq > after && code === entry.code && client === shell.client.ownClient;
      const look = () => {
        const block = shell.transcript.get().blocks.findLast(isIt);
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
export function newRebuild(shell: ShellModel): Rebuild {
  const rebuild = new Rebuild(shell);
  unawaited("reading the log to rebuild from", rebuild.read());
  return rebuild;
}
