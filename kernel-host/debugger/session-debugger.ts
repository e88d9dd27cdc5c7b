/** The debugger of a session as its clients see it, over the lives of its kernel: what they want of it, and how it stands. */
import { isDeepStrictEqual } from "node:util";
import {
  DEFAULT_DEBUGGER_SETTINGS,
  type DebuggerAnswer,
  type DebuggerState,
  type DebuggerToHost,
  NO_BREAKPOINTS,
} from "../../preload/contract/debugging";
import { Observable } from "../floor/observable";
import { DapError } from "./dap-client";
import type { WantedDebugging } from "./debugged";
import type { KernelDebugger } from "./kernel-debugger";

const NOTHING: DebuggerState = {
  type: "state",
  has: "unknown",
  abilities: [],
  started: false,
  atBreakpoints: false,
  justMyCode: true,
  breakpoints: [],
  stopped: null,
};
const NO_KERNEL = "There is no kernel to be debugged.";

export class SessionDebugger {
  readonly state = new Observable<DebuggerState>(NOTHING);
  #wanted: WantedDebugging = {
    breakpoints: NO_BREAKPOINTS,
    atBreakpoints: false,
    justMyCode: true,
    settings: DEFAULT_DEBUGGER_SETTINGS,
    ran: [],
  };
  #kernel: KernelDebugger | undefined;
  #idle = false;

  get wanted(): WantedDebugging {
    return this.#wanted;
  }

  /** The kernel does something else now. @param kernel the debugger of the present life @param idle nothing runs */
  look(kernel: KernelDebugger | undefined, idle: boolean): void {
    this.#kernel = kernel;
    this.#idle = idle;
    const { atBreakpoints, justMyCode } = this.#wanted;
    const state: DebuggerState = kernel
      ? {
          type: "state",
          has: kernel.has,
          ...(kernel.reason === undefined ? {} : { reason: kernel.reason }),
          abilities: [...kernel.abilities],
          started: kernel.started,
          ...(kernel.attached ? { attached: true as const } : {}),
          atBreakpoints,
          justMyCode,
          breakpoints: [...kernel.breakpoints],
          functions: [...kernel.functions],
          ...(kernel.processes.list.length === 0 ? {} : { processes: [...kernel.processes.list] }),
          stopped: kernel.stopped,
        }
      : { ...NOTHING, atBreakpoints, justMyCode };
    if (!isDeepStrictEqual(state, this.state.get())) this.state.set(state);
  }

  /** Answers a client; what it wants of the debugger counts for all. */
  async answer(question: DebuggerToHost, client: string): Promise<DebuggerAnswer> {
    const { id } = question;
    try {
      switch (question.type) {
        case "breakpoints":
          this.#want({ breakpoints: question.set });
          this.#kernel?.breakpointsTold();
          return { type: "done", id };
        case "atBreakpoints":
          this.#want({ atBreakpoints: question.on });
          return { type: "done", id };
        case "justMyCode":
          this.#want({ justMyCode: question.on });
          return { type: "done", id };
        case "settings":
          this.#want({ settings: { processes: question.processes, folders: question.folders } });
          return { type: "done", id };
        case "takeProcess":
          return { type: "ran", id, ran: this.#there().processes.take(question.process) };
        case "releaseProcess":
          this.#there().processes.release(question.process);
          return { type: "done", id };
        case "ran":
          this.#want({ ran: question.ran });
          return { type: "done", id };
        case "exception":
          await this.#there().choose(question.exception, question.stop);
          return { type: "done", id };
        case "step":
          await this.#there().step(question.action, question.stop);
          return { type: "done", id };
        case "runTo":
          await this.#there().runTo(question);
          return { type: "done", id };
        default: {
          const kernel = this.#there();
          if (!kernel.stopped) throw new DapError("The kernel does not stand still any more.");
          return await kernel.questions.answer(question, kernel.stopped, client);
        }
      }
    } catch (error) {
      if (!(error instanceof DapError)) throw error;
      return { type: "refused", id, reason: error.message };
    }
  }

  #there(): KernelDebugger {
    if (!this.#kernel) throw new DapError(NO_KERNEL);
    return this.#kernel;
  }

  #want(some: Partial<WantedDebugging>): void {
    const wanted = { ...this.#wanted, ...some };
    if (isDeepStrictEqual(wanted, this.#wanted)) return;
    this.#wanted = wanted;
    this.#kernel?.breakpointsChanged(this.#idle);
    this.look(this.#kernel, this.#idle);
  }
}
