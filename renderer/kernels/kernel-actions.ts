/** What users do to a kernel, with the questions that come first. Failures are told in the shell they are about. */

import { t } from "../../preload/texts/texts";
import { setShown } from "../floor/layout-state";
import { notify, sentenceOf } from "../floor/notices/notices";
import type { ShellModel } from "./shell-model";
import { windowShells } from "./window-shells";

/** Runs it; where it fails, the shell's bar says why. */
export async function tellFailure(shell: ShellModel, run: () => Promise<unknown>): Promise<void> {
  shell.failure.set(null);
  try {
    await run();
  } catch (error) {
    shell.failure.set(sentenceOf(error));
  }
}

export function interrupt(shell: ShellModel): Promise<void> {
  return tellFailure(shell, () => shell.client.interrupt());
}

/** Asks in the shell, which is brought where the user sees it: it may be behind another, or all shells hidden. */
function ask(shell: ShellModel, question: NonNullable<ReturnType<ShellModel["question"]["get"]>>): void {
  windowShells().show(shell);
  setShown("shells", true);
  shell.question.set(question);
}

/** Restarts; asks first when anything was run that would be lost. @param then what is done with the new kernel */
export async function restart(shell: ShellModel, then?: () => Promise<void>): Promise<void> {
  if (!isGone(shell) && isUsed(shell)) ask(shell, { act: "restart", ...(then && { then }) });
  else await restartNow(shell, then);
}

export function restartNow(shell: ShellModel, then?: () => Promise<void>): Promise<void> {
  shell.question.set(null);
  return tellFailure(shell, async () => {
    if (shell.state.get() === "disconnected" || shell.info.get().closed)
      await windowShells().revive(shell.session);
    else await shell.client.restart();
    await then?.();
  });
}

/** Does something with a kernel that has run nothing yet: one that has is restarted first, when the user agrees. */
export async function withFreshKernel(shell: ShellModel, act: () => Promise<void>): Promise<void> {
  if (isGone(shell) || isUsed(shell)) await restart(shell, act);
  else await tellFailure(shell, act);
}

/** Ends the kernel and closes its shell; asks first when anything was run that would be lost. */
export async function shutDown(shell: ShellModel): Promise<void> {
  if (!isGone(shell) && isUsed(shell)) ask(shell, { act: "shut down" });
  else await shutDownNow(shell);
}

export function shutDownNow(shell: ShellModel): Promise<void> {
  shell.question.set(null);
  return tellFailure(shell, () => windowShells().end(shell.session));
}

/** Whether there is no kernel that could lose anything. */
function isGone(shell: ShellModel): boolean {
  const state = shell.state.get();
  return state === "dead" || state === "disconnected";
}

function isUsed(shell: ShellModel): boolean {
  return shell.status.get()?.used ?? true;
}

/** Whether a session is on the debugger of a program that runs outside. */
export function isAttached({ kernelId }: { readonly kernelId: string }): boolean {
  return kernelId.startsWith("attach:");
}

/** What ending a session is called: a kernel of another program is only left. */
export function endWord(session: { readonly joined?: true; readonly kernelId: string } | undefined): string {
  if (session && isAttached(session)) return t("Detach");
  return session?.joined ? t("Leave") : t("Shut down");
}

/** Ends a kernel that has no shell here; a failure stands in a notice. */
export async function shutDownSession(session: string): Promise<void> {
  try {
    await windowShells().end(session);
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}
