/** "Debug here": opens the kernel's own debugger where its last error was raised. */
import { t } from "../../../preload/texts/texts";
import type { Block, Transcript } from "../../../preload/transcript/transcript";
import { notify } from "../../floor/notices/notices";
import { tellFailure } from "../../kernels/kernel-actions";
import { DEBUG_LAST_ERROR } from "../../kernels/shared-history";
import type { ShellModel } from "../../kernels/shell-model";
import { hasFrames } from "./raised-error";

/** So many of the newest blocks are looked at for the last one that failed. */
const BLOCKS_LOOKED_AT = 500;

/** The block that failed last, of each transcript; it is asked for once for every block in view. */
const lastFailed = new WeakMap<Transcript, Block | null>();

function lastFailedIn(transcript: Transcript): Block | null {
  let found = lastFailed.get(transcript);
  if (found === undefined) {
    found = transcript.blocks.slice(-BLOCKS_LOOKED_AT).findLast(({ state }) => state === "error") ?? null;
    lastFailed.set(transcript, found);
  }
  return found;
}

/** Whether the kernel still has the error that a block ended with: it keeps the last one, and none over a restart. */
export function canDebug(shell: ShellModel, block: Block): boolean {
  const state = shell.state.get();
  return (
    shell.language.toLowerCase() === "python" &&
    block.state === "error" &&
    !block.frame &&
    hasFrames(block) &&
    (state === "idle" || state === "busy") &&
    block.life === shell.status.get()?.life &&
    lastFailedIn(shell.transcript.get()) === block
  );
}

/** The block whose error can be looked at, or null. */
export function debuggableBlock(shell: ShellModel): Block | null {
  const block = lastFailedIn(shell.transcript.get());
  return block && canDebug(shell, block) ? block : null;
}

/** Whether nothing was run since the block whose error can be looked at. */
function isLastRun({ transcript }: ShellModel, block: Block): boolean {
  const { blocks } = transcript.get();
  const run = blocks.findLast(
    ({ kind, frame, code, state }) =>
      kind === "request" && !frame && code !== DEBUG_LAST_ERROR && state !== "queued",
  );
  return run === block;
}

/** Code that runs may be about to fail, and its error about to be told: it is waited for so long, in ms. */
const ABOUT_TO_END_MS = 1_500;

/** Resolves when nothing runs any more, with whether that is so. */
function ended(shell: ShellModel): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (isOver: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(isOver);
    };
    const timer = setTimeout(() => done(false), ABOUT_TO_END_MS);
    const stop = shell.state.subscribe(() => {
      if (shell.state.get() !== "busy") done(true);
    });
  });
}

/** Looks at the error of the last run; where that did not fail, asks whether the one before it is meant. */
export async function debugLastError(shell: ShellModel): Promise<void> {
  if (shell.state.get() === "busy" && !(await ended(shell))) {
    const sentence = t("{name} still runs: its error can be looked at once it has failed.", {
      name: shell.name,
    });
    notify({ level: "info", sentence });
    return;
  }
  const block = debuggableBlock(shell);
  if (block && isLastRun(shell, block)) return debugHere(shell);
  notify({
    level: "info",
    sentence: block
      ? t("What {name} ran last has not failed; the last error is that of {prompt}", {
          name: shell.name,
          prompt: block.prompt,
        })
      : t("Nothing that {name} ran has failed since it began: there is no error to look at.", {
          name: shell.name,
        }),
    ...(block && { actions: [{ label: t("Debug here"), run: () => debugHere(shell) }] }),
  });
}

/** Sends what opens the debugger, as a request that everybody sees: its prompt comes from the kernel. */
export async function debugHere(shell: ShellModel): Promise<void> {
  shell.focus();
  await tellFailure(shell, () => shell.execute(DEBUG_LAST_ERROR, undefined, { postMortem: true }));
}
