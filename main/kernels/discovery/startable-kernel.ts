/** A kernel as discovery finds it and the supervisor starts it. */

import type { LaunchFile } from "../../../kernel-host/door/session-files";
import type { KernelEntry } from "../../../preload/contract/sessions";

export interface StartableKernel {
  /** As the window lists it. */
  readonly entry: KernelEntry;
  readonly launch: LaunchFile["kernel"];
}

/** What a shell configuration says of a session, as its launch.json has it. */
export type ConfiguredLaunch = Pick<LaunchFile, "configuration" | "restart" | "transport">;

/** A shell configuration with everything found that it names: ready to be started. */
export interface ConfiguredKernel {
  /** Its display name is the configuration's. */
  readonly kernel: StartableKernel;
  readonly cwd: string;
  readonly launch: ConfiguredLaunch;
}
