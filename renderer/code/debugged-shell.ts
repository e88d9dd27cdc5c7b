/** The shell whose kernel stands still and that steps, frames and values are of: the one in front, else the newest to stop. */

import type { DebuggerStop, StackFrame } from "../../preload/contract/debugging";
import { Disposables } from "../../preload/floor/disposables";
import { createStore } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";

export interface Debugged {
  readonly shell: ShellModel;
  readonly stop: DebuggerStop;
  /** The frame that is looked at. */
  readonly frame: StackFrame | null;
}

/** A step is mostly over in less, in ms: so long what is shown of a stop stays, or all of it would flicker. */
const STEP_MS = 200;

/** Null: no kernel of the window stands still. Just after a step it is the stop before. */
export const debugged = createStore<Debugged | null>(null);

/** Keeps it right; returns a function that stops it. */
export function followDebugged(): () => void {
  const { shells, front } = windowShells();
  /** Views, the one that stopped last first. */
  let order: readonly string[] = [];
  let stops = new Map<string, number>();
  const followed = new Disposables();
  let leaving: number | undefined;
  const stay = () => {
    window.clearTimeout(leaving);
    leaving = undefined;
  };
  const leave = () => {
    stay();
    debugged.set(null);
  };
  const look = () => {
    const all = shells.get();
    const now = new Map<string, number>();
    for (const shell of all) {
      const stop = shell.client.debugger.state.get()?.stopped;
      if (!stop) continue;
      now.set(shell.view, stop.number);
      if (stops.get(shell.view) !== stop.number)
        order = [shell.view, ...order.filter((view) => view !== shell.view)];
    }
    stops = now;
    order = order.filter((view) => now.has(view));
    const inFront = front.get();
    const view = inFront && now.has(inFront.view) ? inFront.view : order[0];
    const shell = all.find((one) => one.view === view);
    const stop = shell?.client.debugger.state.get()?.stopped;
    const frame = shell?.client.debugger.frame.get() ?? null;
    const before = debugged.get();
    if (!shell || !stop) {
      if (before && all.includes(before.shell)) leaving ??= window.setTimeout(leave, STEP_MS);
      else leave();
      return;
    }
    stay();
    if (before?.shell !== shell || before.stop !== stop || before.frame !== frame)
      debugged.set({ shell, stop, frame });
  };
  const follow = () => {
    const all = shells.get();
    followed.renew(
      ...all.flatMap(({ client }) => [
        client.debugger.state.subscribe(look),
        client.debugger.frame.subscribe(look),
      ]),
    );
    look();
  };
  const opened = new Disposables(followed, stay, shells.subscribe(follow), front.subscribe(look));
  follow();
  return opened.dispose;
}
