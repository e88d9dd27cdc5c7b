/** What the host says to the user about a kernel's start and end. */
import type { KernelExit } from "../../preload/contract/kernel-state";
import type { ShadowingFile } from "../kernel/shadowing";

/** How a process ended, as part of a sentence. */
function how(exit: KernelExit): string {
  if (exit.signal !== null) return `signal ${exit.signal}`;
  return exit.code === null ? "exit status unknown" : `exit code ${exit.code}`;
}

/** @param name the kernel's display name; @param program what was to be run */
export function couldNotStart(name: string, program: string, error: NodeJS.ErrnoException): string {
  const why =
    error.code === "ENOENT"
      ? `there is no program ${program} (no such file or directory)`
      : error.code === "EACCES"
        ? `${program} may not be run, or is a folder (permission denied)`
        : error.message;
  return `${name} could not be started: ${why}. Check the kernelspec or choose another kernel.`;
}

/** What the system cannot run it hands to a shell, which complains of the first line. */
function shellTried(words: string): boolean {
  if (/Exec format error|cannot execute/i.test(words)) return true;
  return words.split("\n").some((line) => {
    const at = line.indexOf(": 1: ");
    return at !== -1 && /not found|Syntax error/i.test(line.slice(at));
  });
}

/** The kernel ended before it ever answered. @param templates in its argv that stand for nothing */
export function endedAtStart(name: string, exit: KernelExit, templates: readonly string[] = []): string {
  const last = exit.words.trimEnd().split("\n").at(-1)?.trim();
  if (templates.length > 0) {
    const asked = templates.join(", ");
    return `${name} ended while it was starting (${how(exit)}). Its kernelspec asks for ${asked}, which stands for nothing: correct its kernel.json, or choose another kernel.${last ? ` Its last words: ${last}` : ""}`;
  }
  if (shellTried(exit.words)) {
    return `${name} did not start (${how(exit)}): its program is none of this system, or one for another kind of processor. Check the kernelspec or choose another kernel.`;
  }
  const words = last ? ` Its last words: ${last}` : "";
  return `${name} ended while it was starting (${how(exit)}). Check the kernelspec or choose another kernel.${words}`;
}

/** A file of the user's keeps a kernel from starting. */
export function shadowed(name: string, { file, module }: ShadowingFile): string {
  return `${name} did not start: ${file} takes the place of the module ${module}, which the kernel needs. Rename that file, or start the shell in another folder.`;
}

/** The kernel ended by itself. */
export function died(name: string, exit: KernelExit): string {
  return `${name} ended (${how(exit)}). Restart it to go on; its memory is lost.`;
}

/** It ended as it was asked to: by its own code, or by a client. */
export function endedAsAsked(name: string): string {
  return `${name} has ended, as it was asked to. Restart it to go on; its memory is lost.`;
}

/** A kernel that another program started. @param file its connection file */
export function joining(name: string, file: string): string {
  return `Joining ${name}, which another program has started (${file}).`;
}

export function goneElsewhere(name: string): string {
  return `${name} has ended, or cannot be reached any more. Another program had started it: start it there again, then join it again.`;
}

export function restartElsewhere(name: string): string {
  return `${name} was started by another program: restart it there.`;
}

export function leftAlone(name: string): string {
  return `Tandem has left ${name}, which goes on.`;
}

/** A program that runs outside was not attached to; its last words say why, and what to do. */
export function notAttached(name: string, exit: KernelExit): string {
  const last = exit.words.trimEnd().split("\n").at(-1)?.trim();
  return `${name} could not be attached to. ${last || "Choose another one in “Attach to Python process…”."}`;
}

/** One debugger at a time is at work in a program. */
export function attachedElsewhere(name: string): string {
  return `${name} is being debugged already, by another session or another program: detach that one, then restart this session.`;
}

export function attachedEnded(name: string): string {
  return `${name} has ended, or its debugger was taken away. Start it again, and restart this session to attach to it again.`;
}

/** The connection to a kernel broke and stands again. */
export function connectionBroke(): string {
  return "Output may be missing here: the connection to the kernel broke for a moment.";
}

/** Nothing could be received for a moment. @param socket its name, such as iopub */
export function readerBroke(socket: string): string {
  return `Output may be missing here: the kernel's ${socket} socket could not be read for a moment. Tandem goes on reading it.`;
}

/** Something failed in the host where nobody waited for it; host.log has what. */
export function hostFailed(): string {
  return "Output may be missing here: something failed in the kernel-host, which goes on. Its log, host.log, says what.";
}

/** @param times which one in a row this is; @param limit how many there may be */
export function restartsByItself(name: string, times: number, limit: number): string {
  return `${name} is started again by itself, as its configuration says (${times} of at most ${limit} times in a row).`;
}

/** The host itself stood still while its kernel was busy. @param ms for how long */
export function hostStopped(ms: number): string {
  const seconds = (ms / 1000).toFixed(1);
  return `Output may be missing here: Tandem was stopped for ${seconds} s while the kernel was busy.`;
}

/** A kernel's process that nothing ends. */
export const OUTLIVES_ALL =
  "The kernel's process could not be ended: it outlives even SIGKILL. Start another kernel.";
