/**
 * The debugger of one kernel life: started while nothing runs, given its breakpoints before code that is to stop at them,
 * and asked about the stack while the kernel stands still. What is sent while it does not stand still would be answered
 * only when its code ends, and hold up control until then.
 */
import * as v from "valibot";
import type {
  BreakpointState,
  DebuggerAbility,
  DebuggerStop,
  FunctionState,
  StepAction,
} from "../../preload/contract/debugging";
import type { Clock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Log } from "../log/log";
import type { Json } from "../wire/message";
import { stopsAnywhere, withBreakpoint } from "./breakpoint-plan";
import { BreakpointSync, type First } from "./breakpoint-sync";
import { readCellNames } from "./cell-names";
import { type Piece, Pieces } from "./code-pieces";
import { DapClient, DapError } from "./dap-client";
import { capabilities, dapEvent, dumpBody, infoBody, nothing } from "./dap-messages";
import type { DebuggedKernel, DebuggedRequest, WantedDebugging } from "./debugged";
import { abilitiesOf, attachArguments, initializeArguments } from "./debugger-start";
import { earlierCode } from "./earlier-code";
import { FrameQuestions } from "./frame-questions";
import { chooseException, postMortemContent, withExceptions } from "./post-mortem";
import { readStop, readThreads, stopRecord } from "./read-stop";
import { WaitingProcesses } from "./waiting-processes";

export type { WantedDebugging } from "./debugged";

/** To start it takes a second; a slow machine several. In ms. */
const START_MS = 30_000;
/** What is answered without running code of the user's, in ms. */
export const ANSWER_MS = 5_000;

/** A program that waits for its breakpoints begins without them after that long: nobody is there who has some. In ms. */
const TOLD_MS = 5_000;

/** By this a program calls its debugger. */
const CALLS = ["breakpoint(", "debugger;"];
/** Kernels that may have a debugger without saying so: they are asked. ipykernel says it from version 7 on. */
const SILENT = ["ipython", "xeus-python", "xpython"];
/** So many pieces are asked for their names where a kernel is taken over. */
const MOST_NAMED = 50;
const STOPS_OF_A_LIFE = 1_000_000;

export interface KernelDebuggerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (content: Json, msgId: string) => void;
  readonly wanted: () => WantedDebugging;
  /** msg_id of the request at the kernel. */
  readonly running: () => string | undefined;
  readonly changed: () => void;
  /** Resolves once the kernel was taught what it is to know before its debugger starts. */
  readonly taught: () => Promise<void>;
  /** The kernel is one that an earlier host had: its debugger may be at work, and hold it. */
  readonly adopted?: boolean;
}

/** How to have one where there is none. */
const NONE =
  "This kernel has no debugger. For Python, ipykernel 6 or newer with the package debugpy has one (pip install ipykernel debugpy).";

export class KernelDebugger {
  has: "unknown" | "yes" | "no" = "unknown";
  abilities: readonly DebuggerAbility[] = [];
  started = false;
  /** The kernel is a program that runs by itself: its debugger is at work from the beginning, whatever is asked. */
  attached = false;
  readonly pieces = new Pieces();
  /** What the code has started, and what waits for a debugger of its own. */
  readonly processes: WaitingProcesses;
  readonly dap: DapClient;
  readonly #sync: BreakpointSync;
  readonly #questions: FrameQuestions;
  #asking: Promise<void> | undefined;
  #starting: Promise<void> | undefined;
  #stop: DebuggerStop | null = null;
  /** Of the newest stop: those of another life begin elsewhere. */
  #stops: number;
  /** What is being read of a stop that is not told yet. */
  #reading = 0;
  #debugged: DebuggedRequest | undefined;
  /** How the kernel was let go on last. */
  #action: StepAction | undefined;
  /** msg_id of the request that stands in an error. */
  #postMortem: string | undefined;
  /** Whether libraries are passed over since it was started. */
  #justMyCode = true;
  /** The program begins only when its debugger is ready: its breakpoints are waited for, as no second moment is as good. */
  #waits = false;
  #breakpointsTold = () => {};
  readonly #breakpoints: Promise<void>;

  constructor(private readonly options: KernelDebuggerOptions) {
    this.#stops = options.log.life * STOPS_OF_A_LIFE;
    this.#breakpoints = new Promise((resolve) => {
      this.#breakpointsTold = resolve;
    });
    this.dap = new DapClient(options);
    this.#sync = new BreakpointSync(this.dap, this.pieces);
    this.processes = new WaitingProcesses({
      ...options,
      pieces: this.pieces,
      say: (sentence) => options.log.append({ kind: "life", event: "debugger failed", sentence }),
    });
    this.#questions = new FrameQuestions({ dap: this.dap, pieces: this.pieces, log: options.log });
  }

  get reason(): string | undefined {
    return this.has === "no" ? NONE : undefined;
  }

  /** The kernel stands still there. */
  get stopped(): DebuggerStop | null {
    return this.#stop;
  }

  get breakpoints(): readonly BreakpointState[] {
    return this.#sync.states;
  }

  get functions(): readonly FunctionState[] {
    return this.#sync.functions;
  }

  get questions(): FrameQuestions {
    return this.#questions;
  }

  /** It is asked something that may hold up the control socket: a kernel that does not answer there is not hung. */
  get holdsControl(): boolean {
    return this.#starting !== undefined || this.#questions.runsCode;
  }

  /** The kernel has said what it is. */
  begin({ debugger: has = false, abilities = [], implementation = "" }: DebuggedKernel): void {
    if (this.has !== "unknown" || this.#asking) return;
    this.#sync.ownNames = !abilities.includes("origin");
    this.attached = abilities.includes("attached");
    this.#waits = abilities.includes("waits");
    if (this.#waits) this.options.clock.after(TOLD_MS, () => this.breakpointsTold());
    if (has || !SILENT.includes(implementation.toLowerCase())) this.#told(has);
    else {
      const asked = this.dap.ask("debugInfo", {}, infoBody, ANSWER_MS);
      this.#asking = asked.then(
        () => this.#told(true),
        () => this.#told(false),
      );
    }
  }

  #told(has: boolean): void {
    this.#asking = undefined;
    this.has = has ? "yes" : "no";
    this.options.changed();
    if (has && (this.options.adopted || this.attached))
      this.#begin().catch((error: unknown) =>
        console.error("a debugger that is at work before anything runs:", error),
      );
  }

  async #begin(): Promise<void> {
    if (this.options.adopted) await this.#takeOver();
    if (this.#waits && !this.started) {
      await this.#breakpoints;
      const { ran } = this.options.wanted();
      this.pieces.take(ran);
      this.#sync.ownNames ||= ran.length > 0;
    }
    if (this.attached && !this.started) await this.#arm(async () => undefined);
  }

  /** Goes on with the debugger that an earlier host has started. */
  async #takeOver(): Promise<void> {
    const { isStarted, stoppedThreads } = await this.#askInfo();
    if (!isStarted) return;
    this.started = true;
    this.#sync.armed = true;
    this.abilities = ["setVariable", "completions", "goto"];
    for (const { code, origin } of earlierCode(this.options.log)) this.pieces.note(code, origin);
    await this.#nameNewest();
    const [thread] = [...stoppedThreads].sort((a, b) => a - b);
    // The newest stop is in the log.
    if (thread !== undefined && !this.#stop) await this.#onStopped({ reason: "other", threadId: thread });
    this.options.changed();
  }

  async #askInfo(): Promise<v.InferOutput<typeof infoBody>> {
    const body = await this.dap.ask("debugInfo", {}, v.unknown(), ANSWER_MS);
    this.pieces.nameBy(readCellNames(body));
    return v.parse(infoBody, body);
  }

  /** The configuration's own code is run, perhaps a file of it. */
  noteStep(code: string, file: string | undefined): void {
    this.pieces.note(code, file === undefined ? undefined : { file, lines: [1, code.split("\n").length] });
  }

  /**
   * Code is about to be sent to the kernel, which is idle. Undefined: at once; else once that has resolved.
   * @throws DapError (rejects) with a sentence when it cannot be debugged as it is to be
   */
  prepare(request: DebuggedRequest): Promise<void> | undefined {
    if (this.attached) return undefined;
    const piece = this.pieces.note(request.code, request.origin);
    const { breakpoints, atBreakpoints } = this.options.wanted();
    const stops = request.debug === true || (atBreakpoints && stopsAnywhere(breakpoints));
    this.#debugged = request;
    this.#action = undefined;
    this.#postMortem = undefined;
    // What calls the debugger itself finds one.
    const calls = CALLS.some((call) => request.code.includes(call));
    if (this.#asking && (stops || request.postMortem || calls))
      return this.#asking.then(() => this.prepare(request));
    if (this.has !== "yes")
      return request.debug ? Promise.reject(new DapError(this.reason ?? NONE)) : undefined;
    if (request.postMortem) {
      this.#postMortem = request.msgId;
      return this.#ready();
    }
    if (!stops && calls)
      return this.#ready().catch((error: unknown) => console.error("the debugger did not start:", error));
    if (!stops) return this.#sync.armed ? this.#sync.disarm() : undefined;
    return this.#arm(async () => {
      // Without a breakpoint anywhere it stops where it begins: who debugs wants to see it go.
      const first = stopsAnywhere(breakpoints) ? undefined : piece;
      if (!first || !this.#sync.ownNames) return first && this.#firstOf(first);
      if (first.path === undefined)
        this.pieces.name(
          first,
          (await this.dap.ask("dumpCell", { code: first.code }, dumpBody, ANSWER_MS)).sourcePath,
        );
      return first;
    });
  }

  /** Where a piece will begin in a kernel that runs it under the name of its file, or else under the cell's number. */
  async #firstOf({ code, lines, origin }: Piece): Promise<First> {
    if (origin) return { path: origin.file, from: origin.lines[0], lines };
    return { path: (await this.dap.ask("dumpCell", { code }, dumpBody, ANSWER_MS)).sourcePath, lines };
  }

  /** What is sent in place of the request's code; undefined: nothing is. */
  contentOf(msgId: string): Json | undefined {
    return msgId === this.#postMortem ? postMortemContent() : undefined;
  }

  /** Kernels that have names of their own say those of the newest code: a frame of older code has the kernel's name. */
  async #nameNewest(): Promise<void> {
    if (!this.#sync.ownNames) return;
    for (const piece of this.pieces.newest(MOST_NAMED))
      if (piece.path === undefined)
        this.pieces.name(
          piece,
          (await this.dap.ask("dumpCell", { code: piece.code }, dumpBody, ANSWER_MS)).sourcePath,
        );
  }

  /** At work, without a breakpoint. */
  async #ready(): Promise<void> {
    await this.#start();
    await this.#nameNewest();
    if (this.#sync.armed) await this.#sync.disarm();
    await this.#configured();
  }

  async #configured(): Promise<void> {
    if (!this.started) {
      await this.dap.ask("configurationDone", {}, nothing, ANSWER_MS);
      this.started = true;
    }
    this.options.changed();
  }

  async #arm(firstOf: () => Promise<First | undefined>): Promise<void> {
    await this.#start();
    await this.#nameNewest();
    const { breakpoints } = this.options.wanted();
    const first = await firstOf();
    await this.#sync.arm(breakpoints, first);
    await this.#configured();
  }

  #start(): Promise<void> {
    if (this.started && this.#justMyCode === this.options.wanted().justMyCode) return Promise.resolve();
    this.#starting ??= this.#initialize().finally(() => {
      this.#starting = undefined;
      this.options.changed();
    });
    return this.#starting;
  }

  async #initialize(): Promise<void> {
    await this.options.taught();
    if (this.#sync.ownNames) await this.#askInfo();
    if (this.started) {
      // What it passes over it is told only when it is attached.
      await this.dap.ask("disconnect", { terminateDebuggee: false }, nothing, START_MS);
      this.started = false;
      this.#sync.forget();
    }
    this.#justMyCode = this.options.wanted().justMyCode;
    const wanted = this.options.wanted();
    const said = await this.dap.ask("initialize", initializeArguments(wanted), capabilities, START_MS);
    this.abilities = abilitiesOf(said);
    await this.dap.ask("attach", attachArguments(wanted), nothing, START_MS);
  }

  /** A client has said which breakpoints there are, perhaps the same as before. */
  breakpointsTold(): void {
    this.#breakpointsTold();
  }

  /** Breakpoints have changed: a kernel that stands still, or is idle, hears of it at once. @param idle nothing runs */
  breakpointsChanged(idle: boolean): void {
    if (!this.started || !(this.#stop || this.attached || (idle && this.#sync.armed))) return;
    unawaited(
      "setting breakpoints",
      this.#sync.arm(this.options.wanted().breakpoints).then(() => this.options.changed()),
    );
  }

  /** Whether a message with this parent belongs to what is asked from here. */
  asked(parentId: string): boolean {
    return this.dap.asked(parentId);
  }

  /** Takes a reply from control; false when it answers nothing from here. */
  reply(parentId: string, content: Json): boolean {
    return this.dap.reply(parentId, content);
  }

  /** Takes a message from iopub. @param foreign it belongs to another client's request, whose code may be stood in too */
  heard(msgType: string, content: Json, foreign: boolean): void {
    const { code } = content;
    if (foreign && msgType === "execute_input" && typeof code === "string") this.pieces.note(code, undefined);
    if (msgType !== "debug_event") return;
    const read = v.safeParse(dapEvent, content);
    // There are many more, and newer debuggers have others.
    if (!read.success) return;
    const event = read.output;
    switch (event.event) {
      case "stopped":
        unawaited("reading where a kernel stands", this.#onStopped(event.body));
        return;
      case "continued":
        this.#go();
        return;
      case "terminated":
        this.started = false;
        this.#sync.forget();
        this.#go();
        return;
      case "debugpyAttach":
        this.processes.heard(event.body);
        return;
      case "output":
        this.#print(event.body);
    }
  }

  /** What logpoints print has no other way; what an evaluation prints comes as a stream too. */
  #print({ category, output }: { readonly category: string; readonly output: string }): void {
    const { evaluating } = this.#questions;
    if ((category !== "stdout" && category !== "stderr") || (evaluating !== undefined && !this.attached))
      return;
    const parent = evaluating ?? this.options.running() ?? null;
    this.options.log.print({ parent, foreign: false, name: category, text: output });
  }

  async #onStopped(body: {
    reason: string;
    text?: string | undefined;
    threadId?: number | undefined;
  }): Promise<void> {
    const reading = ++this.#reading;
    const number = ++this.#stops;
    const read = await readStop(this.dap, this.pieces, { ...body, number });
    const isPast = this.#postMortem !== undefined && this.#postMortem === this.options.running();
    const stop = isPast ? await withExceptions(this.dap, read) : read;
    if (reading !== this.#reading) return;
    const debugged = this.#debugged;
    this.#stop =
      debugged && debugged.msgId === this.options.running() ? { ...stop, client: debugged.client } : stop;
    this.options.log.append(stopRecord(stop, { parent: this.options.running(), action: this.#action }));
    this.options.changed();
    await this.#afterStop(stop, reading);
  }

  /** What nobody has to wait for who wants to see the line: breakpoints that were for this stop alone, and the threads. */
  async #afterStop(stop: DebuggerStop, reading: number): Promise<void> {
    if (this.#sync.forOnce) {
      this.#sync.forOnce = false;
      await this.#sync.arm(this.options.wanted().breakpoints).catch(() => {});
    }
    const stands = () => reading === this.#reading && this.#stop !== null;
    if (!stands()) return;
    const threads = await readThreads(this.dap, stop, stands);
    if (reading !== this.#reading || !this.#stop) return;
    this.#stop = { ...this.#stop, threads };
    this.options.changed();
  }

  /** It goes on: what was read of the stop is over. */
  #go(): void {
    this.#reading++;
    if (!this.#stop) return;
    this.#stop = null;
    this.options.changed();
  }

  /** Nothing runs any more. */
  runEnded(): void {
    if (!this.attached) this.#go();
  }

  /**
   * Lets the kernel go on, or has it stand still.
   * @param stop number of the stop that is meant; the first step from it counts
   * @throws DapError with a sentence
   */
  async step(action: StepAction, stop?: number): Promise<void> {
    if (action === "pause") {
      if (!this.started || this.#stop || (!this.attached && this.options.running() === undefined))
        throw new DapError("There is nothing to pause: nothing runs under the debugger.");
      await this.dap.ask("pause", { threadId: 1 }, nothing, ANSWER_MS);
      return;
    }
    const at = this.#stop;
    if (!at) throw new DapError("The kernel does not stand still.");
    if (stop !== undefined && stop !== at.number) throw new DapError("It was stepped already.");
    if (at.reason === "post-mortem" && action !== "continue" && action !== "stop")
      throw new DapError("This code has ended: there is nothing to step through.");
    if (action === "stop") await this.#sync.disarm();
    else await this.#sync.settled;
    if (this.#stop?.number !== at.number) throw new DapError("It was stepped already.");
    const command = action === "stop" ? "continue" : action;
    this.#action = action;
    this.#go();
    try {
      await this.dap.ask(command, { threadId: at.thread }, nothing, ANSWER_MS);
    } catch (error) {
      if (!this.#stop && this.#stops === at.number) this.#stop = at;
      this.options.changed();
      throw error;
    }
  }

  /** Another one of the errors that can be looked at. @throws DapError with a sentence */
  async choose(exception: number, stop: number): Promise<void> {
    const at = this.#stop;
    if (at?.reason !== "post-mortem" || at.number !== stop)
      throw new DapError("The kernel does not stand in an error any more.");
    await chooseException(this.dap, at, exception);
    await this.step("continue", stop);
  }

  /** Something is to run: an error that is looked at is left for it. */
  leaveError(): void {
    if (this.#stop?.reason === "post-mortem") unawaited("leaving an error", this.letGo());
  }

  /** Goes on to a line of a file, where nothing stops it before. @throws DapError with a sentence */
  async runTo({
    file,
    line,
    text,
  }: {
    readonly file: string;
    readonly line: number;
    readonly text: string;
  }): Promise<void> {
    if (!this.#stop) throw new DapError("The kernel does not stand still.");
    const { breakpoints } = this.options.wanted();
    this.#sync.forOnce = true;
    await this.#sync.arm(withBreakpoint(breakpoints, file, { line, text, enabled: true }));
    await this.step("continue");
  }

  /** Lets go of a stop without any further one, so that what runs can be interrupted. */
  async letGo(): Promise<void> {
    if (this.#stop) await this.step("stop").catch((error: unknown) => console.error("debugger:", error));
  }

  /** The life ends: nothing that is open will be answered. */
  endAll(): void {
    this.dap.endAll();
    this.processes.endAll();
    this.#go();
  }
}
