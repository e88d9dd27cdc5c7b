/**
 * The variables of a session as its clients see them: read after each run, and every now and then while code runs and
 * somebody looks. What the last run changed is marked.
 */
import {
  type AsOf,
  MOST_VARIABLES,
  type Variable,
  type VariableList,
  type WorkspaceList,
  type WorkspaceVariable,
} from "../../preload/contract/variables";
import type { Clock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import { Observable } from "../floor/observable";
import type { VariableReader, VariablesRequest } from "./variable-reader";

/** While code runs and somebody looks, the variables are read so often, in ms, and no more than a share of the time. */
const CADENCE_MS = 1_500;
const MOST_SHARE = 0.02;
/** Variables are read so long after a run has ended, in ms, unless the next begins: none is held up by that. */
const SETTLE_MS = 60;
/** A variable that was deleted can be had back for so long, in ms. */
const HELD_MS = 60_000;

/** What the kernel does, as far as it matters here. */
export interface KernelFacts {
  /** Of the present life; undefined without a kernel that answers. */
  readonly reader: VariableReader | undefined;
  readonly life: number;
  readonly busy: boolean;
  /** A debugger has the kernel stand still: number of the stop. */
  readonly stopped?: number | undefined;
  /** Execution count of the newest input that has begun, at this moment; 0: none has. */
  readonly executionCount: () => number;
}

export interface WorkspaceOptions {
  readonly clock: Clock;
  /** A run has ended, and this is what it left: read while nothing else ran. */
  readonly settled: (variables: readonly Variable[], asOf: AsOf) => void;
}

const NOTHING: WorkspaceList = { type: "list", variables: [], total: 0, lack: "not yet" };

export class Workspace {
  /** The newest list. */
  readonly list = new Observable<WorkspaceList>(NOTHING);
  #facts: KernelFacts = { reader: undefined, life: 0, busy: false, executionCount: () => 0 };
  #watchers = 0;
  #reading = false;
  /** Something has changed since what is being read was asked for. */
  #stale = false;
  #cancelCadence: (() => void) | undefined;
  #cancelSettling: (() => void) | undefined;
  #cancelRelease: (() => void) | undefined;
  #cancelAgain: (() => void) | undefined;
  /** The variables after the last run but one, and after the last: what has changed is told against the former. */
  #before: ReadonlyMap<string, string> | undefined;
  #after: ReadonlyMap<string, string> | undefined;
  #settledCount = -1;
  #tookMs = 0;
  /** The kernel was asked for what is in a frame. */
  #inFrame = false;

  constructor(private readonly options: WorkspaceOptions) {}

  /** The kernel does something else now. */
  look(facts: KernelFacts): void {
    const before = this.#facts;
    this.#facts = facts;
    if (facts.life !== before.life || facts.reader !== before.reader) this.#begin();
    else if (this.#inFrame && facts.stopped !== before.stopped) this.#leaveFrames();
    const { reader, busy } = facts;
    const executionCount = facts.executionCount();
    if (!reader) {
      this.#stopCadence();
      if (before.reader) this.#tell({ ...this.list.get(), lack: "no kernel" });
    } else if (reader.readiness === "cannot") this.#tell({ ...NOTHING, lack: "cannot" });
    else if (reader.readiness === "ready") {
      const ended = !busy && (before.busy || executionCount !== this.#settledCount);
      if (busy) this.#stopSettling();
      else if (ended && (executionCount !== this.#settledCount || this.#watchers > 0)) this.#settle();
      if (busy && this.#watchers > 0) this.#keepCadence();
      else this.#stopCadence();
    }
  }

  /** Somebody looks; returns a function that says that nobody does any more. */
  watch(): () => void {
    this.#watchers++;
    this.#refresh();
    if (this.#facts.busy) this.#keepCadence();
    return () => {
      if (--this.#watchers === 0) this.#stopCadence();
    };
  }

  /** The parts of what a path leads to. */
  parts(request: VariablesRequest): Promise<VariableList> {
    this.#inFrame ||= request.path?.[0]?.startsWith("f:") ?? false;
    return this.#facts.reader?.ask(request) ?? Promise.resolve({ status: "gone" });
  }

  /** Has the kernel keep the value of a variable that is about to be deleted, for a while. Whether it does. */
  async hold(key: string): Promise<boolean> {
    const held = (await this.#facts.reader?.ask({ hold: key }))?.status === "ok";
    this.#releaseLater();
    return held;
  }

  /** What was deleted is meant to make room. */
  #releaseLater(): void {
    const { reader } = this.#facts;
    this.#cancelRelease?.();
    this.#cancelRelease = this.options.clock.after(HELD_MS, () => {
      if (reader) unawaited("letting go of deleted variables", reader.ask({ release: true }));
    });
  }

  /** Gives the last one back. Whether it is there again. */
  async restore(): Promise<boolean> {
    const restored = (await this.#facts.reader?.ask({ restore: true }))?.status === "ok";
    this.#releaseLater();
    this.#refresh();
    return restored;
  }

  /** What they hold is the user's, and may be large. */
  #leaveFrames(): void {
    this.#inFrame = false;
    const { reader } = this.#facts;
    if (reader) unawaited("letting go of frames", reader.ask({ leave: true }));
  }

  #begin(): void {
    this.#inFrame = false;
    this.#before = this.#after = undefined;
    this.#settledCount = -1;
    this.#stopCadence();
    this.#stopSettling();
    this.#cancelRelease?.();
    this.#cancelAgain?.();
    if (this.#facts.reader) this.#tell(NOTHING);
  }

  #keepCadence(): void {
    if (this.#cancelCadence) return;
    const ms = Math.max(CADENCE_MS, this.#tookMs / MOST_SHARE);
    this.#cancelCadence = this.options.clock.after(ms, () => {
      this.#cancelCadence = undefined;
      if (this.#watchers === 0 || !this.#facts.busy) return;
      this.#refresh();
      this.#keepCadence();
    });
  }

  #settle(): void {
    this.#cancelSettling ??= this.options.clock.after(SETTLE_MS, () => {
      this.#cancelSettling = undefined;
      this.#refresh();
    });
  }

  #stopSettling(): void {
    this.#cancelSettling?.();
    this.#cancelSettling = undefined;
  }

  #stopCadence(): void {
    this.#cancelCadence?.();
    this.#cancelCadence = undefined;
  }

  #refresh(): void {
    if (this.#facts.reader?.readiness !== "ready") return;
    this.#stale = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    unawaited(
      "reading the variables",
      this.#read().finally(() => {
        this.#reading = false;
        if (this.#stale) this.#refresh();
      }),
    );
  }

  async #read(): Promise<void> {
    const asked = this.#facts;
    const askedCount = asked.executionCount();
    const answer = await asked.reader?.ask({ count: MOST_VARIABLES });
    const now = this.#facts;
    if (now.reader !== asked.reader) return;
    if (answer?.status !== "ok") {
      // While it works it is asked again by itself.
      if (answer?.status === "busy" && !now.busy) this.#askAgain();
      return;
    }
    this.#tookMs = answer.took;
    const { life } = now;
    const executionCount = now.executionCount();
    const asOf: AsOf = { life, executionCount, running: now.busy, time: Date.now() };
    const { variables, total } = answer;
    // Only what nothing ran beside is what a run has left.
    const still = !asked.busy && !now.busy && askedCount === executionCount;
    if (still && executionCount !== this.#settledCount) {
      // What was there when the first list was read is no news, but after the very first run.
      const known = this.#after ?? (executionCount === 1 ? new Map() : undefined);
      this.#after = signs(variables);
      this.#before = known ?? this.#after;
      this.#settledCount = executionCount;
      this.options.settled(variables, asOf);
    }
    const against = now.busy ? this.#after : this.#before;
    this.#tell({ type: "list", variables: marked(variables, against), total, asOf });
  }

  #askAgain(): void {
    this.#cancelAgain?.();
    this.#cancelAgain = this.options.clock.after(CADENCE_MS, () => this.#refresh());
  }

  #tell(list: WorkspaceList): void {
    const before = this.list.get();
    const same =
      before.lack === list.lack && before.variables === list.variables && before.asOf === list.asOf;
    if (!same) this.list.set(list);
  }
}

/** What is told of a variable, by its key: another one when it has changed. */
export function signs(variables: readonly Variable[]): Map<string, string> {
  return new Map(
    variables.map(({ key, type, shape, value, mark }) => [key, [type, shape, value, mark].join("\n")]),
  );
}

function marked(
  variables: readonly Variable[],
  before: ReadonlyMap<string, string> | undefined,
): WorkspaceVariable[] {
  if (!before) return [...variables];
  const now = signs(variables);
  return variables.map((variable) => {
    const earlier = before.get(variable.key);
    if (variable.late || earlier === now.get(variable.key)) return variable;
    return { ...variable, change: earlier === undefined ? "new" : "changed" };
  });
}
