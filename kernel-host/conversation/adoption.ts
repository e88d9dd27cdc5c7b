/**
 * The start of a conversation with a kernel that an earlier host had started: kernel_info_request on control, repeated
 * until its reply has come, something was heard on iopub and the stdin socket is connected. It never waits for the shell
 * socket, which may be busy for hours; a kernel that answers nothing on control while it is busy is taken as it is after
 * a time.
 */

import { ADOPTION, START } from "../../preload/contract/limits";
import { Disposables } from "../../preload/floor/disposables";
import type { Clock } from "../floor/clock";
import type { Json } from "../wire/message";
import { type KernelInfo, readKernelInfo } from "./handshake";

export class Adoption {
  #info: KernelInfo | undefined;
  #iopub = false;
  #stdin = false;
  #done = false;
  readonly #cancel = new Disposables();

  /**
   * @param probe sends one kernel_info_request on control
   * @param ready called once: with what the kernel said of itself, or undefined when it said nothing
   */
  constructor(
    private readonly clock: Clock,
    private readonly probe: () => void,
    private readonly ready: (info: KernelInfo | undefined) => void,
  ) {}

  start(): void {
    this.#cancel.add(this.clock.after(ADOPTION.handshakeMs, () => this.#finish()));
    this.#ask();
  }

  /** A kernel_info_reply came, from control or from shell. */
  replied(content: Json): void {
    this.#info = readKernelInfo(content);
    this.#finishIfSeen();
  }

  /** Something came on iopub. */
  heard(): void {
    this.#iopub = true;
    this.#finishIfSeen();
  }

  /** The stdin socket is connected. */
  stdinConnected(): void {
    this.#stdin = true;
    this.#finishIfSeen();
  }

  dispose(): void {
    this.#done = true;
    this.#cancel.renew();
  }

  #ask(): void {
    if (this.#done) return;
    this.probe();
    this.#cancel.add(this.clock.after(START.probeMs, () => this.#ask()));
  }

  #finishIfSeen(): void {
    if (this.#info && this.#iopub && this.#stdin) this.#finish();
  }

  #finish(): void {
    if (this.#done) return;
    this.dispose();
    this.ready(this.#info);
  }
}
