/**
 * Processes that debugged code starts, where the setting says so: each that waits for a debugger gets a shell of its own,
 * in the first window that takes it. One in whose shell nothing was run is gone with its process.
 */
import { Disposables } from "../../preload/floor/disposables";
import { unawaited } from "../floor/failures";
import { notify, sentenceOf } from "../floor/notices/notices";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";

/** Kernels that are such a process are named so, as main takes it. */
const PROCESS = "attach:sub:";

/** Takes those that wait; returns a function that stops it. */
export function followDebuggedProcesses(): () => void {
  const { shells } = windowShells();
  const asked = new Set<string>();
  const followed = new Disposables();
  const look = () => {
    for (const shell of shells.get()) {
      for (const { process, address } of shell.client.debugger.state.get()?.processes ?? []) {
        const id = `${PROCESS}${process}:${address}`;
        if (asked.has(id)) continue;
        asked.add(id);
        unawaited("taking a process", take(shell, process, id));
      }
      if (isOver(shell)) unawaited("closing the shell of a process", windowShells().close(shell));
    }
  };
  const follow = () => {
    followed.renew(
      ...shells
        .get()
        .flatMap(({ client, state }) => [client.debugger.state.subscribe(look), state.subscribe(look)]),
    );
    look();
  };
  const opened = new Disposables(followed, shells.subscribe(follow));
  follow();
  return opened.dispose;
}

async function take(shell: ShellModel, process: number, id: string): Promise<void> {
  // Another window may have been faster.
  const ran = await shell.client.debugger.takeProcess(process);
  if (!ran) return;
  try {
    await windowShells().start(id, shell.info.get().cwd, { behind: true, ran });
  } catch (error) {
    // It would wait for ever.
    unawaited("letting a process go", shell.client.debugger.releaseProcess(process));
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

function isOver(shell: ShellModel): boolean {
  return (
    shell.info.get().kernelId.startsWith(PROCESS) &&
    shell.state.get() === "dead" &&
    shell.status.get()?.used === false
  );
}
