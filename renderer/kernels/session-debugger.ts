/** The channel "debugger" of one session: how its debugger stands, what is asked of it, and the frame that is looked at. */
import { Answers, type WithoutId } from "../../preload/contract/answers";
import {
  type BreakpointSet,
  DEFAULT_DEBUGGER_SETTINGS,
  type DebuggerAnswer,
  type DebuggerSettings,
  type DebuggerState,
  type DebuggerToHost,
  type DebugScope,
  type DebugValue,
  type RanPiece,
  type StackFrame,
  type StepAction,
} from "../../preload/contract/debugging";
import { t } from "../../preload/texts/texts";
import { createStore } from "../floor/store";
import type { ChannelClient, SessionChannel } from "./channel-client";

const GONE = t("The kernel is not connected.");
type AnswerOf<Type extends DebuggerAnswer["type"]> = Extract<DebuggerAnswer, { type: Type }>;

export class SessionDebugger {
  /** Null before the host has told it, without a host, and where that is of an earlier version. */
  readonly state = createStore<DebuggerState | null>(null);
  /** The frame that is looked at while the kernel stands still, chosen by the user or the innermost of the user's own. */
  readonly frame = createStore<StackFrame | null>(null);
  /** Grows when code was run in a frame, or a value set: what was read of the stop may be other now. */
  readonly changes = createStore(0);
  readonly #answers = new Answers<DebuggerAnswer>();
  #channel: SessionChannel<"debugger"> | undefined;
  #wanted: BreakpointSet | undefined;
  #settings = DEFAULT_DEBUGGER_SETTINGS;
  #ran: readonly RanPiece[] = [];
  #stop = 0;
  /** What was asked of the present stop: several parts of the window show the same. */
  readonly #known = new Map<string, Promise<DebuggerAnswer>>();

  /** Opens it; what the user wants of breakpoints is told at once. */
  open(channels: ChannelClient, session: string): void {
    this.close();
    const channel = channels.open(session, "debugger", undefined, {
      onMessage: (message) => {
        if (message.type === "state") this.#take(message);
        else this.#answers.take(message);
      },
      onClose: () => {
        if (this.#channel === channel) this.close();
      },
    });
    this.#channel = channel;
    if (this.#ran.length > 0) this.#done({ type: "ran", ran: [...this.#ran] }).catch(() => {});
    // Hosts of earlier versions do not know it.
    if (this.#settings !== DEFAULT_DEBUGGER_SETTINGS)
      this.#done({ type: "settings", ...this.#settings }).catch(() => {});
    // A host that is gone again hears it from the next channel.
    if (this.#wanted) this.setBreakpoints(this.#wanted).catch(() => {});
  }

  close(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
    this.#answers.fail(GONE);
    this.state.set(null);
    this.frame.set(null);
  }

  #take(state: DebuggerState): void {
    const stop = state.stopped?.number ?? 0;
    if (stop !== this.#stop) {
      this.#known.clear();
      const frames = state.stopped?.frames ?? [];
      this.frame.set(frames.find(({ library }) => !library) ?? frames[0] ?? null);
    }
    this.#stop = stop;
    this.state.set(state);
  }

  /** All breakpoints there are; they are kept for whenever there is a host. */
  async setBreakpoints(set: BreakpointSet): Promise<void> {
    this.#wanted = set;
    if (this.#channel) await this.#done({ type: "breakpoints", set });
  }

  /** Whether whatever runs stops at breakpoints. @throws Error with a sentence; so do the rest */
  stopAtBreakpoints(on: boolean): Promise<void> {
    return this.#done({ type: "atBreakpoints", on });
  }

  /** Lets the kernel go on from the present stop, or has it stand still. */
  step(action: StepAction): Promise<void> {
    const stop = this.state.get()?.stopped?.number;
    return this.#done({ type: "step", action, ...(stop === undefined ? {} : { stop }) });
  }

  restartFrame(frame: number): Promise<void> {
    return this.#done({ type: "restartFrame", frame });
  }

  /** Goes on to a line, of this text. */
  runTo(file: string, line: number, text: string): Promise<void> {
    return this.#done({ type: "runTo", file, line, text });
  }

  /** Sets the statement that comes next. */
  goTo(file: string, line: number): Promise<void> {
    return this.#done({ type: "goto", file, line });
  }

  async scopes(frame: number): Promise<readonly DebugScope[]> {
    return (await this.#askOnce("scopes", { type: "scopes", frame })).scopes;
  }

  async children(reference: number): Promise<{ children: readonly DebugValue[]; left: number }> {
    return this.#askOnce("children", { type: "children", reference });
  }

  async stack(thread: number): Promise<readonly StackFrame[]> {
    return (await this.#ask("stack", { type: "stack", thread })).frames;
  }

  /** Where the workspace and the data viewer find the names of a frame, or the value of an expression in it. */
  async pathOf(frame: number, expression?: string): Promise<readonly string[]> {
    return (
      await this.#ask("path", { type: "path", frame, ...(expression === undefined ? {} : { expression }) })
    ).path;
  }

  /** Evaluates in a frame without a trace in the log. */
  async evaluate(frame: number, expression: string, purpose: "watch" | "hover"): Promise<DebugValue> {
    return (await this.#ask("value", { type: "evaluate", frame, expression, purpose })).value;
  }

  /** Evaluates in a frame, with a block in the transcript. Resolves once it has ended. */
  async run(frame: number, expression: string): Promise<void> {
    const answer = await this.#send({ type: "evaluate", frame, expression, purpose: "prompt" });
    if (answer.type === "refused") throw new Error(answer.reason);
    this.#changed();
  }

  /** Looks at the frames of another thread: they take the place of the stop's, in this window. */
  async lookAtThread(thread: number): Promise<void> {
    const frames = await this.stack(thread);
    const state = this.state.get();
    if (!state?.stopped) return;
    this.state.set({ ...state, stopped: { ...state.stopped, thread, frames: [...frames], more: false } });
    this.frame.set(frames.find(({ library }) => !library) ?? frames[0] ?? null);
  }

  /** Looks at another one of the errors of the present stop. */
  chooseException(exception: number): Promise<void> {
    const stop = this.state.get()?.stopped?.number ?? 0;
    return this.#done({ type: "exception", exception, stop });
  }

  /** Whether steps and exceptions pass over libraries. */
  passOverLibraries(on: boolean): Promise<void> {
    return this.#done({ type: "justMyCode", on });
  }

  /** What the settings say; kept for whenever there is a host. */
  async setSettings(settings: DebuggerSettings): Promise<void> {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    if (this.#channel) await this.#done({ type: "settings", ...settings });
  }

  /** Takes a process that waits, to attach to it from here; null: another client has it. @returns what it has run */
  async takeProcess(process: number): Promise<readonly RanPiece[] | null> {
    const answer = await this.#send({ type: "takeProcess", process });
    return answer.type === "ran" ? answer.ran : null;
  }

  /** Lets a process that was taken run on without a debugger: it could not be attached to. */
  releaseProcess(process: number): Promise<void> {
    return this.#done({ type: "releaseProcess", process });
  }

  /** What a process has of the kernel that has started it; said before anything else. */
  hasRan(ran: readonly RanPiece[]): void {
    this.#ran = ran;
  }

  async set(reference: number, name: string, value: string): Promise<void> {
    await this.#done({ type: "set", reference, name, value });
    this.#changed();
  }

  async complete(frame: number, text: string, cursor: number): Promise<AnswerOf<"completions">> {
    return this.#ask("completions", { type: "complete", frame, text, cursor });
  }

  #changed(): void {
    this.#known.clear();
    this.changes.set((now) => now + 1);
  }

  /** As `#ask`; what is asked again of the same stop is answered as before, until something was run in it. */
  #askOnce<Type extends DebuggerAnswer["type"]>(
    type: Type,
    question: WithoutId<DebuggerToHost>,
  ): Promise<AnswerOf<Type>> {
    const key = JSON.stringify(question);
    const known = this.#known.get(key) as Promise<AnswerOf<Type>> | undefined;
    if (known) return known;
    const asked = this.#ask(type, question);
    this.#known.set(key, asked);
    // What failed is asked anew.
    asked.catch(() => {
      if (this.#known.get(key) === asked) this.#known.delete(key);
    });
    return asked;
  }

  async #done(question: WithoutId<DebuggerToHost>): Promise<void> {
    await this.#ask("done", question);
  }

  async #ask<Type extends DebuggerAnswer["type"]>(
    type: Type,
    question: WithoutId<DebuggerToHost>,
  ): Promise<AnswerOf<Type>> {
    const answer = await this.#send(question);
    if (answer.type === "refused") throw new Error(answer.reason);
    if (answer.type !== type) throw new Error(t("The debugger answered something unknown."));
    return answer as AnswerOf<Type>;
  }

  #send(question: WithoutId<DebuggerToHost>): Promise<DebuggerAnswer> {
    if (!this.#channel) return Promise.reject(new Error(GONE));
    const id = crypto.randomUUID();
    this.#channel.send({ ...question, id } as DebuggerToHost);
    return this.#answers.wait(id);
  }
}
