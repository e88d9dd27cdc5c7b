/**
 * Ends a kernel whose parent died, as ipykernel does: a kernel that nobody can reach would run for ever.
 * JPY_PARENT_PID=1 says that this kernel shall outlive its parent (Tandem's own host says so).
 */

/** How often the parent is looked at, in ms. */
const PARENT_CHECK_MS = 1000;

/**
 * Calls `onOrphaned` once when the process that started this one is gone.
 * @returns stops the watch
 */
export function watchParent(onOrphaned: () => void): () => void {
  const declared = process.env["JPY_PARENT_PID"];
  const parent = process.ppid;
  // On Windows a pid says nothing of the process that had it before.
  if (declared === "1" || parent <= 1 || process.platform === "win32") return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
