/** A kernel as discovery finds it and the supervisor starts it. */
import type { KernelEntry } from "../../preload/contract/requests";
import type { LaunchFile } from "../../preload/contract/session-files";

export interface StartableKernel {
  /** As the window lists it. */
  readonly entry: KernelEntry;
  readonly launch: LaunchFile["kernel"];
}
