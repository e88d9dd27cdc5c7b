/** Work that nobody waits for, between keys and pictures. */

/** Does it when the window has nothing else to do, and after so many ms in any case; returns what stops it. */
export function whenIdle(work: () => void, withinMs: number): () => void {
  const idle = requestIdleCallback(() => work(), { timeout: withinMs });
  return () => cancelIdleCallback(idle);
}
