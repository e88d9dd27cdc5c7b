/** Values in the frames of a Python kernel that stands still, for the workspace and the data viewer. */
import type { StackFrame } from "../../preload/contract/debugging";
import { tellFailure } from "../kernels/kernel-actions";
import type { ShellModel } from "../kernels/shell-model";
import { openVariable } from "./open";

/** Whether values of frames can be looked at as the kernel's variables are: other kernels have no such frames. */
export function showsFrames(shell: ShellModel): boolean {
  return /^python$/i.test(shell.status.get()?.language ?? shell.language);
}

/** Whether a frame has names of its own: those of a module are the variables. */
export const hasOwnNames = ({ name }: StackFrame) => name !== "<module>";

/** Opens the value of an expression in a frame; its page stays when the kernel goes on. */
export function openFrameValue(shell: ShellModel, frame: StackFrame, expression: string): Promise<void> {
  return tellFailure(shell, async () => {
    const path = await shell.client.debugger.pathOf(frame.id, expression);
    openVariable(shell, expression, path);
  });
}
