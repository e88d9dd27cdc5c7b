/** Watches how long a kernel takes to start: slow is said, and after a long time the start counts as failed. */

import { START } from "../../preload/contract/limits";
import { Disposables } from "../../preload/floor/disposables";
import type { LaunchFile } from "../door/session-files";
import type { Clock } from "../floor/clock";

export class StartWatch {
  readonly #cancel = new Disposables();

  /** @param say hears of each, with a sentence for the user */
  constructor(
    private readonly clock: Clock,
    private readonly launch: Pick<LaunchFile, "name" | "limits">,
    private readonly say: (event: "slow start" | "start failed", sentence: string) => void,
  ) {}

  begin(): void {
    this.end();
    const { name, limits } = this.launch;
    const failedMs = limits?.startFailedMs ?? START.failedMs;
    const failed = `${name} has not answered for ${Math.round(failedMs / 1000)} s. Restart it, or choose another kernel.`;
    this.#cancel.renew(
      this.clock.after(limits?.startSlowMs ?? START.slowMs, () =>
        this.say("slow start", `${name} needs longer than usual to start.`),
      ),
      this.clock.after(failedMs, () => this.say("start failed", failed)),
    );
  }

  /** The kernel is there, or gone. */
  end(): void {
    this.#cancel.renew();
  }
}
