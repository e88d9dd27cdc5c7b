/**
 * Where results come from: a shell of the window, the log of a session that none shows, or the file itself, which has the
 * outputs of a notebook in it.
 */
import type { KernelStatus } from "../../preload/contract/kernel-state";
import type { Readable } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import type { OutputOwner } from "../shell/output/view/output-views";

export interface ResultSource {
  /** Unlike that of any other. */
  readonly name: string;
  readonly owner: OutputOwner;
  /** Null where they are the file's, or a session's that no shell shows. */
  readonly shell: ShellModel | null;
  /** How its kernel is; null where there is none any more. */
  readonly status: Readable<KernelStatus | null> | null;
  /** The id of such a session. */
  readonly session?: string;
}

const ofShells = new WeakMap<ShellModel, ResultSource>();

export function sourceOfShell(shell: ShellModel): ResultSource {
  let source = ofShells.get(shell);
  if (!source) {
    source = { name: shell.view, owner: shell, shell, status: shell.status };
    ofShells.set(shell, source);
  }
  return source;
}
