/** Closing the window: unsaved text asks first, then running kernels; either may keep it open. */
import { tandem } from "../bridge";
import { dropBackup } from "../editor/backups";
import { settleUnsaved } from "../editor/closing";
import { documents } from "../editor/documents";
import { windowShells } from "../shell/window-shells";
import { ask } from "./dialogs";
import { notify, sentenceOf } from "./notices";
import { flushWindowState } from "./window-state";

/** Asks what has to be asked. True when the window may close. */
async function mayClose(): Promise<boolean> {
  const open = documents.get();
  if (!(await settleUnsaved(open))) return false;
  const sessions = await tandem.request("sessions.list");
  const dead = new Set(
    windowShells()
      .shells.get()
      .filter((shell) => shell.state.get() === "dead")
      .map((shell) => shell.session),
  );
  const running = sessions.filter((session) => !dead.has(session.id));
  if (running.length > 0) {
    const answer = await ask({
      name: "Kernels are running",
      sentence:
        running.length === 1
          ? "A kernel is running. Quitting ends it, and what it holds in memory is lost."
          : `${running.length} kernels are running. Quitting ends them, and what they hold in memory is lost.`,
      details: running.map((session) => session.name),
      choices: [
        { id: "shutdown", label: "Shut down", primary: true },
        { id: "cancel", label: "Cancel" },
      ],
      cancel: "cancel",
    });
    if (answer === "cancel") return false;
  }
  // What is still unsaved by now was discarded.
  await Promise.all(open.map(dropBackup));
  await flushWindowState();
  return true;
}

/** Answers when the window is asked to close; returns a function that stops it. */
export function guardClosing(): () => void {
  let asking = false;
  return tandem.on("window.closing", () => {
    if (asking) return;
    asking = true;
    mayClose()
      .catch((error: unknown) => {
        notify({ level: "error", sentence: sentenceOf(error) });
        return false;
      })
      .then((ok) => tandem.request("window.closeAnswer", { ok }))
      .finally(() => {
        asking = false;
      });
  });
}
