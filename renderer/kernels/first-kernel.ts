/** The kernel that a window without shells starts by itself. */
import type { Shells } from "./shells-api";

let starting: Promise<void> = Promise.resolve();

/** Resolves when no kernel is being started by the window itself (any more). */
export function firstKernelSettled(): Promise<void> {
  return starting.catch(() => {});
}

/**
 * Starts what the folder has as its default, else the last used kernel, else the first of the list, unless there are shells.
 * @param folder where it works @param startDefault starts that; undefined where there is none
 * @throws Error with a sentence when it cannot be started
 */
export function startFirstKernel(
  shells: Shells,
  lastKernelId: string | null,
  folder: () => string,
  startDefault: () => Promise<unknown> | undefined,
): Promise<void> {
  starting = (async () => {
    if (shells.shells.get().length > 0) return;
    const started = startDefault();
    if (started) {
      await started;
      return;
    }
    const { kernels } = await shells.kernels();
    // The user may have opened another meanwhile.
    if (shells.shells.get().length > 0) return;
    const kernel = kernels.find((entry) => entry.id === lastKernelId) ?? kernels[0];
    if (kernel) await shells.start(kernel.id, folder());
  })();
  return starting;
}
