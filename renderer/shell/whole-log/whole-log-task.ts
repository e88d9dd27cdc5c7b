/** Work on the whole of a shell's log: one at a time for each shell, with its progress, and taken back by Cancel. */

import { createStore, type Store } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";

/** Work that is shorter than this is not shown, in ms. */
const QUICK_MS = 600;

export interface WholeLogTask {
  /** "Saving output". */
  readonly title: string;
  /** Between 0 and 1. */
  readonly share: Store<number>;
  readonly shown: Store<boolean>;
  cancel(): void;
}

const tasks = new WeakMap<ShellModel, Store<WholeLogTask | null>>();

/** What a shell works on now, or null. */
export function wholeLogTask(shell: ShellModel): Store<WholeLogTask | null> {
  let task = tasks.get(shell);
  if (!task) {
    task = createStore<WholeLogTask | null>(null);
    tasks.set(shell, task);
  }
  return task;
}

/**
 * Does such work; what went on before in that shell is cancelled.
 * @returns what the work made, or undefined when it was cancelled
 * @throws whatever the work throws otherwise
 */
export async function withProgress<T>(
  shell: ShellModel,
  title: string,
  work: (progress: (share: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const current = wholeLogTask(shell);
  current.get()?.cancel();
  const controller = new AbortController();
  const share = createStore(0);
  const shown = createStore(false);
  const task: WholeLogTask = { title, share, shown, cancel: () => controller.abort() };
  const timer = setTimeout(() => shown.set(true), QUICK_MS);
  current.set(task);
  try {
    return await work((now) => share.set(now), controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    if (current.get() === task) current.set(null);
  }
}
