/** Beside a cell's title: how it last ran. It leads to the output. */
import { useEffect, useState } from "react";
import { KernelMark } from "../look/marks";
import { windowShells } from "../shell/pane/window-shells";
import { formatDuration, formatRunning } from "../shell/transcript/durations";
import type { CellRun, CellRunState } from "./cell-runs";

const WORDS: Readonly<Record<CellRunState, string>> = {
  queued: "queued",
  running: "running",
  ok: "ok",
  failed: "failed",
  edited: "edited since its run",
  restarted: "kernel restarted since",
};

/** Shows the shell of the run, and in it the block. */
export function showRun({ view, block }: CellRun): void {
  const shells = windowShells();
  const shell = shells.shells.get().find((one) => one.view === view);
  if (!shell) return;
  shells.show(shell);
  shell.wanted.set({ seq: block.seq, output: -1, line: 0 });
}

interface CellStateProps {
  readonly cell: string;
  /** Undefined: it never ran. */
  readonly run: CellRun | undefined;
  /** Where it stands, in px. */
  readonly left: number;
}

export function CellState({ cell, run, left }: CellStateProps) {
  if (!run) {
    return (
      <span className="cell-state" style={{ left }}>
        never run
      </span>
    );
  }
  const { state, block } = run;
  const took = state === "ok" && block.started !== undefined && block.ended !== undefined;
  return (
    <button
      type="button"
      className="cell-state"
      data-state={state}
      style={{ left }}
      aria-label={`${WORDS[state]}: show the output of cell ${cell}`}
      title={`${block.prompt.replace(/:$/, "")}: show its output`}
      onClick={() => showRun(run)}
    >
      {state === "running" ? <KernelMark state="busy" /> : null}
      {WORDS[state]}
      {took ? ` ${formatDuration((block.ended ?? 0) - (block.started ?? 0))}` : null}
      {state === "running" && block.started !== undefined ? <Elapsed since={block.started} /> : null}
    </button>
  );
}

function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now - since < 1000 ? null : <>{` ${formatRunning(now - since)}`}</>;
}
