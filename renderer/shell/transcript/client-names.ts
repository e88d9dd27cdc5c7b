/** Who else spoke with a kernel, in words. */

/** How the ids of windows begin; those of terminals begin with TERMINAL. */
export const WINDOW = "window-";
const TERMINAL = "terminal";

/** The words for a client of ours other than `own`; null for `own` itself. */
export function otherClient(client: string, own: string): string | null {
  if (client === own) return null;
  if (client.startsWith(TERMINAL)) return "a terminal";
  return client.startsWith(WINDOW) ? "another window" : "another client";
}
