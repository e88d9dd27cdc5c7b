/** Long work that ends while nobody looks: its shell's tab says so and, when the user wants, the desktop. */
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { settings } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { announce } from "../../floor/notices/announce";
import { formatDuration } from "../../floor/time/durations";
import { followShells } from "../../kernels/follow-shells";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import { WorkTime } from "./work-time";

/** What takes so long, in ms, is long work. */
const LONG_WORK_MS = 10_000;

/** Follows every shell of the window; returns a function that stops it. */
export function followFinishedWork(shells: WindowShells): () => void {
  const looksAt = (shell: ShellModel) => document.hasFocus() && shells.front.get() === shell;
  const seen = () => {
    const front = shells.front.get();
    if (front && looksAt(front)) front.finished.set(null);
  };
  const stops = new Disposables(
    followShells(shells.shells, (shell) => followWork(shell, looksAt)),
    shells.front.subscribe(seen),
    tandem.on("notification.chosen", ({ session }) =>
      shells.shells
        .get()
        .find((shell) => shell.session === session)
        ?.focus(),
    ),
  );
  window.addEventListener("focus", seen);
  return () => {
    window.removeEventListener("focus", seen);
    stops.dispose();
  };
}

function followWork(shell: ShellModel, looksAt: (shell: ShellModel) => boolean): () => void {
  const work = new WorkTime();
  return shell.status.subscribe(() => {
    const status = shell.status.get();
    if (!status) return;
    if (status.state === "busy") shell.finished.set(null);
    const took = work.take(status);
    if (took !== null && took >= LONG_WORK_MS && !looksAt(shell)) tell(shell, took);
  });
}

function tell(shell: ShellModel, took: number): void {
  const failed =
    shell.transcript.get().blocks.findLast(({ ended }) => ended !== undefined)?.state === "error";
  const time = formatDuration(took);
  const words = failed ? t("failed after {time}", { time }) : t("finished after {time}", { time });
  shell.finished.set({ failed, words });
  announce(`${shell.name}: ${words}`);
  if (settings.get().notifyFinished && !document.hasFocus()) {
    const body = failed
      ? t("The work failed after {time}.", { time })
      : t("The work finished after {time}.", { time });
    void tandem.request("app.notify", { session: shell.session, title: shell.name, body }).catch(() => {});
  }
}
