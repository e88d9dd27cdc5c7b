/** A kernel that died is started again by itself, where its session wants that. */
import { isDeepStrictEqual } from "node:util";
import type { LaunchFile } from "../door/session-files";
import { restartsByItself } from "./life-sentences";
import { RestartPolicy } from "./restart-policy";

export class OwnRestarts {
  #wanted: LaunchFile["restart"];
  #policy: RestartPolicy | undefined;

  /** What is launched from now on; where it wants the same, it goes on counting. */
  follow({ restart }: LaunchFile): void {
    if (isDeepStrictEqual(restart, this.#wanted)) return;
    this.#wanted = restart;
    this.#policy = restart && new RestartPolicy(restart);
  }

  /** A life begins. */
  started(): void {
    this.#policy?.started();
  }

  /**
   * The kernel died by itself.
   * @param name the kernel's display name
   * @returns what is to be said where it is started again; undefined: it is not
   */
  died(name: string): string | undefined {
    const policy = this.#policy;
    return policy?.died() ? restartsByItself(name, policy.times, policy.limit) : undefined;
  }
}
