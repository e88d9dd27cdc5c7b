/** Closing the window: unsaved text asks first, then running kernels; either may keep it open. */
import type { RequestInput } from "../../preload/contract/requests";
import { tandem } from "../bridge";
import { dropBackup } from "../editor/backups";
import { settleUnsaved } from "../editor/closing";
import { documents } from "../editor/documents";
import { windowShells } from "../shell/pane/window-shells";
import { settings } from "./app";
import { askWithBox } from "./dialogs";
import { notify, sentenceOf } from "./notices";
import { flushWindowState } from "./window-state";

type CloseAnswer = RequestInput<"window.closeAnswer">;
const STAY: CloseAnswer = { ok: false };

/** Asks what has to be asked. `quitting`: it is the last window, and kernels may end with it. */
async function decide(quitting: boolean): Promise<CloseAnswer> {
  const open = documents.get();
  if (!(await settleUnsaved(open))) return STAY;
  const answer = quitting ? await askAboutKernels() : { ok: true };
  if (!answer.ok) return STAY;
  // What is still unsaved by now was discarded.
  await Promise.all(open.map(dropBackup));
  await flushWindowState();
  return answer;
}

async function askAboutKernels(): Promise<CloseAnswer> {
  if (settings.get().onQuit !== "ask") return { ok: true };
  const sessions = await tandem.request("sessions.list");
  // Nothing is lost with a kernel that is dead, or in which nothing was run: main ends those by itself.
  const spare = new Set(
    windowShells()
      .shells.get()
      .filter((shell) => shell.state.get() === "dead" || shell.status.get()?.used === false)
      .map((shell) => shell.session),
  );
  const running = sessions.filter(
    ({ id, closed, host }) => !closed && !spare.has(id) && host !== "disconnected",
  );
  if (running.length === 0) return { ok: true };
  const { choice, checked } = await askWithBox({
    name: "Kernels are running",
    sentence:
      running.length === 1
        ? "A kernel is running. It can go on without Tandem: what it prints is kept and shown at the next start. Shut down ends it, and what it holds in memory is lost."
        : `${running.length} kernels are running. They can go on without Tandem: what they print is kept and shown at the next start. Shut down ends them, and what they hold in memory is lost.`,
    details: running.map((session) => session.name),
    checkbox: "Do not ask again",
    choices: [
      { id: "keep", label: "Keep running", primary: true },
      { id: "shutDown", label: "Shut down" },
      { id: "cancel", label: "Cancel" },
    ],
    cancel: "cancel",
  });
  if (choice !== "keep" && choice !== "shutDown") return STAY;
  return { ok: true, kernels: choice, ...(checked && { remember: true }) };
}

/** Answers when the window is asked to close; returns a function that stops it. */
export function guardClosing(): () => void {
  let asking = false;
  return tandem.on("window.closing", ({ quitting }) => {
    if (asking) return;
    asking = true;
    decide(quitting)
      .catch((error: unknown) => {
        notify({ level: "error", sentence: sentenceOf(error) });
        return STAY;
      })
      .then((answer) => tandem.request("window.closeAnswer", answer))
      .finally(() => {
        asking = false;
      });
  });
}
