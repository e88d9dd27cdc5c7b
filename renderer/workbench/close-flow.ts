/** Closing the window: unsaved text asks first, then running kernels; either may keep it open. */

import type { EventPayload, RequestInput } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { documents } from "../code/documents";
import { dropBackup } from "../editor/backups";
import { settleUnsaved } from "../editor/closing";
import { settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { ask, askWithBox } from "../floor/dialogs/dialogs";
import { notify, sentenceOf } from "../floor/notices/notices";
import { whole } from "../floor/whole";
import { windowShells } from "../kernels/window-shells";
import { flushWindowState } from "./window-state";

type CloseAnswer = RequestInput<"window.closeAnswer">;
type Closing = EventPayload<"window.closing">;
const STAY: CloseAnswer = { ok: false };

/** Asks what has to be asked. */
async function decide({ quitting, askAboutKernels, spare }: Closing): Promise<CloseAnswer> {
  const open = documents.get();
  if (!(await settleUnsaved(open))) return STAY;
  const ownSpare = spareSessions();
  if (askAboutKernels && !(await settleJobs())) return STAY;
  const answer = askAboutKernels ? await askKernels([...spare, ...ownSpare]) : { ok: true, spare: ownSpare };
  if (!answer.ok) return STAY;
  if (!quitting) await windowShells().endUnused();
  // What is still unsaved by now was discarded.
  await Promise.all(open.map(dropBackup));
  await flushWindowState();
  return answer;
}

/**
 * Nobody has to be asked about these: main ends a kernel in which nothing was run, and a dead one has nothing more to
 * lose: its host ends, and the next start shows the log with how it died.
 */
function spareSessions(): string[] {
  return windowShells()
    .shells.get()
    .filter((shell) => shell.state.get() === "dead" || shell.status.get()?.used === false)
    .map((shell) => shell.session);
}

/** Packages that are being installed: quitting waits for none of them. False: the user stays. */
async function settleJobs(): Promise<boolean> {
  const running = (await tandem.request("environments.jobs")).filter(({ state }) => state === "running");
  if (running.length === 0) return true;
  const choice = await ask({
    name: t("Packages are being installed"),
    sentence: t("What is not finished is cancelled when Tandem quits, and can be begun again later."),
    details: running.map(({ title }) => title),
    choices: [
      { id: "stay", label: t("Wait"), primary: true },
      { id: "quit", label: t("Cancel it and quit") },
    ],
    cancel: "stay",
  });
  return choice === "quit";
}

async function askKernels(spare: readonly string[]): Promise<CloseAnswer> {
  if (settings.get().onQuit !== "ask") return { ok: true };
  const sessions = await tandem.request("sessions.list");
  const running = sessions.filter(
    ({ id, closed, host }) => !closed && !spare.includes(id) && host !== "disconnected",
  );
  if (running.length === 0) return { ok: true };
  const { choice, checked } = await askWithBox({
    name: t("Kernels are running"),
    sentence: t(
      "{count} kernels are running. They can go on without Tandem: what they print is kept and shown at the next start. Shut down ends them, and what they hold in memory is lost.",
      { count: running.length },
    ),
    details: running.map((session) => session.name),
    checkbox: t("Do not ask again"),
    choices: [
      { id: "keep", label: t("Keep running"), primary: true },
      { id: "shutDown", label: t("Shut down") },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  if (choice !== "keep" && choice !== "shutDown") return STAY;
  return { ok: true, kernels: choice, ...(checked && { remember: true }) };
}

/** Answers when the window is asked to close; returns a function that stops it. */
export function guardClosing(): () => void {
  let asking = false;
  return tandem.on("window.closing", (closing) => {
    if (asking) return;
    asking = true;
    // What is not back yet would be forgotten.
    whole
      .then(() => decide(closing))
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
