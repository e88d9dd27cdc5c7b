/**
 * The start of a conversation: kernel_info_request on shell, repeated until its reply has come and something was heard
 * on iopub. Only then is the subscription known to be there, and no output of the first request can be missed. The
 * stdin socket has to be connected besides: a kernel's question to a client that is not connected is dropped.
 */
import { START } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";
import type { Json } from "../wire/message";
import { type KernelPrompts, readPrompts } from "./prompt";

/** Between two probes once the kernel answers on shell and only iopub is missing, in ms. */
const IOPUB_PROBE_MS = 50;

/** What kernel_info_reply says, as far as it matters here. */
export interface KernelInfo {
  readonly language?: string;
  readonly languageVersion?: string;
  readonly banner?: string;
  readonly subshells: boolean;
  /** It answers debug_request. */
  readonly debugger?: boolean;
  /** The program's name: "ipython", ... */
  readonly implementation?: string;
  /** What a kernel of Tandem's own can do besides. */
  readonly abilities?: readonly string[];
  /** The prompts of a kernel that says them itself. */
  readonly prompts?: KernelPrompts;
}

export class Handshake {
  #info: KernelInfo | undefined;
  #iopub = false;
  #stdin = false;
  #done = false;
  #cancel: (() => void) | undefined;
  #cancelStdin: (() => void) | undefined;

  /**
   * @param probe sends one kernel_info_request
   * @param ready called once, when all sockets are seen, or stdin alone is missing for START.stdinMs
   */
  constructor(
    private readonly clock: Clock,
    private readonly probe: () => void,
    private readonly ready: (info: KernelInfo) => void,
  ) {}

  start(): void {
    if (this.#done) return;
    this.#cancel?.();
    this.#cancel = this.clock.after(this.#info ? IOPUB_PROBE_MS : START.probeMs, () => this.start());
    this.probe();
  }

  /** A kernel_info_reply came. */
  replied(content: Json): void {
    if (this.#done) return;
    const first = this.#info === undefined;
    this.#info = readKernelInfo(content);
    if (!this.#finish() && first) this.start();
  }

  /** Something came on iopub: iopub_welcome where the kernel sends it, or the status of a probe. */
  heard(): void {
    this.#iopub = true;
    this.#finish();
  }

  /** The stdin socket is connected. */
  stdinConnected(): void {
    this.#stdin = true;
    this.#finish();
  }

  dispose(): void {
    this.#done = true;
    this.#cancel?.();
    this.#cancelStdin?.();
  }

  /** Whether nothing more is to be probed. */
  #finish(): boolean {
    if (this.#done || !this.#iopub || !this.#info) return false;
    const info = this.#info;
    this.#cancel?.();
    if (!this.#stdin) {
      this.#cancelStdin ??= this.clock.after(START.stdinMs, () => {
        this.dispose();
        this.ready(info);
      });
      return true;
    }
    this.dispose();
    this.ready(info);
    return true;
  }
}

/** What a kernel_info_reply says. */
export function readKernelInfo(content: Json): KernelInfo {
  const language = content["language_info"] as Json | undefined;
  const features = content["supported_features"];
  const prompts = readPrompts(content);
  const text = (value: unknown, name: string) => (typeof value === "string" ? { [name]: value } : {});
  return {
    ...text(language?.["name"], "language"),
    ...text(language?.["version"], "languageVersion"),
    ...text(content["banner"], "banner"),
    ...text(content["implementation"], "implementation"),
    ...abilitiesOf(content["tandem"]),
    subshells: Array.isArray(features) && features.includes("kernel subshells"),
    debugger: content["debugger"] === true || (Array.isArray(features) && features.includes("debugger")),
    ...(prompts ? { prompts } : {}),
  };
}

function abilitiesOf(tandem: unknown): { abilities?: string[] } {
  const said = typeof tandem === "object" && tandem !== null && "abilities" in tandem && tandem.abilities;
  return Array.isArray(said) ? { abilities: said.filter((name) => typeof name === "string") } : {};
}
