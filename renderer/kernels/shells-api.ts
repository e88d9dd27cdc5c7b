/**
 * What the rest of the window knows of shells: which there are, in what state, and how to run code in one. The
 * implementation is in shells.ts; editor, menus and status bar use only this.
 */
import type { KernelState, KernelStatus } from "../../preload/contract/kernel-state";
import type { CodeOrigin } from "../../preload/contract/records";
import type { KernelEntry } from "../../preload/contract/sessions";
import type { Transcript } from "../../preload/transcript/transcript";
import type { Readable } from "../floor/store";

/** One shell: a view on a session, with a tab. */
export interface Shell {
  /** The view's id: keeps its marks; stable over reloads. */
  readonly view: string;
  readonly session: string;
  /** As on its tab, its region and in "Run in". */
  readonly name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  readonly state: Readable<KernelState>;
  readonly status: Readable<KernelStatus | null>;
  readonly transcript: Readable<Transcript>;
  /** Sends code; resolves when the host has accepted it, rejects with a sentence when it does not. */
  execute(code: string, origin?: CodeOrigin): Promise<void>;
  focus(): void;
}

export interface Shells {
  /** In the order of their tabs. */
  readonly shells: Readable<readonly Shell[]>;
  /** The frontmost shell (its tab is active), or null. */
  readonly front: Readable<Shell | null>;
  /** Starts a kernel in `cwd` and opens a shell on it, in front. */
  start(kernelId: string, cwd: string): Promise<Shell>;
  /** The kernels that can be started, last used first; looks again when `refresh`. */
  kernels(refresh?: boolean): Promise<{ kernels: readonly KernelEntry[]; problems: readonly string[] }>;
  show(shell: Shell): void;
}
