/** Beside a cell's title: how it last ran. It leads to the output. */

import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { KernelMark } from "../floor/look/kernel-mark";
import { formatDuration } from "../floor/time/durations";
import { Elapsed } from "../floor/time/elapsed";
import { windowShells } from "../kernels/window-shells";
import type { CellRun, CellRunState, FileRun } from "./cell-runs";
import { unshownRuns } from "./unshown-runs";

const WORDS: Readonly<Record<CellRunState, string>> = {
  queued: t("queued"),
  running: t("running"),
  ok: t("ok"),
  failed: t("failed"),
  edited: t("edited since its run"),
  restarted: t("kernel restarted since"),
  elsewhere: t("ran in another session"),
};

/** These say more than that it ran with the whole file. */
const NOT_ITS_OWN: ReadonlySet<CellRunState> = new Set(["edited", "restarted", "elsewhere"]);

/** Shows the shell of the run, and in it the block. */
export function showRun({ view, block }: CellRun): void {
  const shells = windowShells();
  const shell = shells.shells.get().find((one) => one.view === view);
  if (!shell) {
    const unshown = unshownRuns.get().find(({ name }) => name === view);
    if (unshown) unawaited("opening the session of a run", unshown.show(block));
    return;
  }
  shells.show(shell);
  shell.wanted.set({ seq: block.seq, output: -1, line: 0 });
}

interface CellStateProps {
  readonly cell: string;
  /** Undefined: it never ran. */
  readonly run: CellRun | FileRun | undefined;
  /** Where it stands, in px. */
  readonly left: number;
}

export function CellState({ cell, run, left }: CellStateProps) {
  if (!run) {
    return (
      <span className="cell-state" style={{ left }}>
        {t("never run")}
      </span>
    );
  }
  if (run.state === "saved") {
    return (
      <span className="cell-state" style={{ left }}>
        {run.count === null
          ? t("not run here")
          : t("{run}, from the file", { run: `In [${String(run.count)}]` })}
      </span>
    );
  }
  const { state, block, withOthers } = run;
  const ofFile = withOthers && !NOT_ITS_OWN.has(state);
  const words = ofFile ? t("{state}, with the file", { state: WORDS[state] }) : WORDS[state];
  const took = !withOthers && state === "ok" && block.started !== undefined && block.ended !== undefined;
  return (
    <button
      type="button"
      className="cell-state"
      data-state={state}
      style={{ left }}
      aria-label={t("{state}: show the output of cell {cell}", { state: words, cell })}
      title={t("{prompt}: show its output", { prompt: block.prompt.replace(/:$/, "") })}
      onClick={() => showRun(run)}
    >
      {state === "running" && !withOthers ? <KernelMark state="busy" /> : null}
      {words}
      {took ? ` ${formatDuration((block.ended ?? 0) - (block.started ?? 0))}` : null}
      {state === "running" && !withOthers && block.started !== undefined ? (
        <Elapsed since={block.started} />
      ) : null}
    </button>
  );
}
