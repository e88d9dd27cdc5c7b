/** What clients are told of a session's kernel: its status and its prompt, each when it is another one. */
import { isDeepStrictEqual } from "node:util";
import type {
  KernelExit,
  KernelPrompt,
  KernelState,
  KernelStatus,
} from "../../preload/contract/kernel-state";
import type { Conversation } from "../conversation/conversation";
import type { KernelInfo } from "../conversation/handshake";
import { derivePrompt } from "../conversation/prompt";
import { Observable } from "../floor/observable";

/** How far a session is with its kernel. */
export type Phase = "starting" | "restarting" | "ready" | "dead";

export interface Facts {
  readonly phase: Phase;
  /** Number of the kernel's life. */
  readonly life: number;
  /** Anything was executed. */
  readonly used: boolean;
  /** What the user is told besides. */
  readonly sentence: string | undefined;
  readonly exit: KernelExit | undefined;
  readonly pid: number | undefined;
  /** Revision of the shell configuration that the life was started with. */
  readonly configuration: string | undefined;
  /** What the kernel said of itself. */
  readonly info: KernelInfo | undefined;
  /** Whether it answers its probes. */
  readonly responsive: boolean;
  readonly conversation: Conversation | undefined;
  /** What runs goes on after an interrupt. */
  readonly interruptIgnored: boolean;
}

export class PublishedState {
  readonly status = new Observable<KernelStatus>({
    state: "starting",
    life: 0,
    since: Date.now(),
    used: false,
  });
  readonly prompt = new Observable<KernelPrompt>({ kind: "busy" });

  /** @param record logs a prompt that is another one now, before it is told */
  constructor(private readonly record: (prompt: KernelPrompt) => void) {}

  /** Tells what has changed; the prompt first, so that whoever hears of a state knows its prompt. */
  tell(facts: Facts): void {
    const state = stateOf(facts);
    this.#tellPrompt(state, facts);
    this.#tellStatus(state, facts);
  }

  #tellPrompt(state: KernelState, { phase, conversation }: Facts): void {
    const ready =
      state === "dead"
        ? "dead"
        : phase === "ready" && !conversation?.busy && !conversation?.leaving
          ? "ready"
          : "busy";
    const prompt = derivePrompt(
      ready,
      conversation?.input,
      conversation?.nextCount ?? 1,
      conversation?.prompts,
      conversation?.debugger.stopped,
    );
    if (isDeepStrictEqual(prompt, this.prompt.get())) return;
    this.record(prompt);
    this.prompt.set(prompt);
  }

  #tellStatus(state: KernelState, facts: Facts): void {
    const { life, used, sentence, exit, pid, configuration, info, conversation } = facts;
    const before = this.status.get();
    const same = state === before.state && life === before.life;
    const known = {
      sentence,
      exit,
      pid: state === "dead" ? undefined : pid,
      configuration,
      mayWaitForInput: conversation?.mayWaitForInput || undefined,
      stoppedIn: conversation?.debugger.stopped?.frames[0]?.name,
      interruptIgnored: facts.interruptIgnored || undefined,
      language: info?.language,
      languageVersion: info?.languageVersion,
      banner: info?.banner,
    };
    const status: KernelStatus = {
      state,
      life,
      since: same ? before.since : Date.now(),
      used,
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    };
    if (!isDeepStrictEqual(status, before)) this.status.set(status);
  }
}

function stateOf({ phase, responsive, conversation }: Facts): KernelState {
  if (phase !== "ready") return phase;
  // It takes its time to end, and answers nothing any more.
  if (conversation?.leaving) return "busy";
  if (!responsive) return "unresponsive";
  if (conversation?.input || conversation?.debugger.stopped) return "waiting for input";
  return conversation?.busy ? "busy" : "idle";
}
