/** Who else spoke with a kernel, in words. */
import { t } from "../../preload/texts/texts";

/** How the ids of views in windows begin; those of terminals begin with TERMINAL. */
const WINDOW = "window-";
const TERMINAL = "terminal";

/** A view among the clients of its session: what it asked or answered before a restart is still its own. */
export function clientOfView(view: string): string {
  return `${WINDOW}${view}`;
}

/**
 * The words for a client of ours other than `own`; null for `own` itself.
 * @param here the other clients of this window
 */
export function otherClient(client: string, own: string, here: readonly string[] = []): string | null {
  if (client === own) return null;
  if (here.includes(client)) return t("another view");
  if (client.startsWith(TERMINAL)) return t("a terminal");
  return client.startsWith(WINDOW) ? t("another window") : t("another client");
}
