/** A session, wherever it is: shown, running without a shell, or ended. */
import { t } from "../../preload/texts/texts";
import { tandem } from "../floor/bridge";
import type { ShellModel } from "./shell-model";
import { windowShells } from "./window-shells";

/**
 * Shows the shell of a session; one that ended is opened for it.
 * @throws Error with a sentence when there is no such session any more
 */
export async function shellOfSession(session: string): Promise<ShellModel> {
  const shells = windowShells();
  const shown = shells.shells.get().find((shell) => shell.session === session);
  if (shown) {
    shells.show(shown);
    return shown;
  }
  if (shells.sessions.get().some(({ id }) => id === session)) return shells.reopen(session);
  const entry = (await tandem.request("sessions.all")).find(({ id }) => id === session);
  if (!entry) throw new Error(t("This session was deleted, and its log with it."));
  return shells.openClosed(session);
}
