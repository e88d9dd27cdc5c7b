/** What the selected cells add up to, in the status bar while their viewer is in front. */
import { useEffect } from "react";
import { MOST_ADDED_COLUMNS } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { createStore, useStore } from "../floor/store";
import { type Block, blockOf, partIn } from "./grid/selection";
import { shownColumns } from "./looks";
import type { DataViewer } from "./viewer";

/** The words; empty where nothing is selected that could be added up. */
const words = createStore("");
/** A selection that changes is not added up at each step, in ms. */
const PAUSE_MS = 120;

export function SelectionTotals() {
  const shown = useStore(words);
  return shown === "" ? null : <span className="status-item">{shown}</span>;
}

/** Follows the selection of a viewer that is in front. */
export function useTotals(viewer: DataViewer): void {
  const selection = useStore(viewer.selection);
  const { rows, view, opened } = useStore(viewer.table.state);
  const looks = useStore(viewer.looks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view adds up to something else
  useEffect(() => {
    const block = partIn(blockOf(selection), rows, shownColumns(looks, opened?.columns ?? 0).length);
    const cells = block ? (block.to - block.from + 1) * (block.columnTo - block.columnFrom + 1) : 0;
    if (!block || cells < 2 || selection.current.row < 0) {
      words.set("");
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(
      () => unawaited("adding up a selection", addUp(viewer, block, cells, stop.signal)),
      PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [viewer, selection, rows, view, looks]);
  useEffect(() => () => words.set(""), []);
}

async function addUp(viewer: DataViewer, block: Block, cells: number, signal: AbortSignal): Promise<void> {
  const opened = viewer.table.state.get().opened?.columns ?? 0;
  const columns = shownColumns(viewer.looks.get(), opened).slice(block.columnFrom, block.columnTo + 1);
  const [first = 0] = columns;
  const together = columns.every((column, at) => column === first + at);
  const counted = t("{count} cells", { count: cells });
  const answer = await viewer.table
    .ask(
      {
        op: "totals",
        from: block.from,
        count: block.to - block.from + 1,
        columnFrom: first,
        columnCount: columns.length,
        ...(together ? {} : { columns: columns.slice(0, MOST_ADDED_COLUMNS) }),
      },
      signal,
    )
    .catch(() => null);
  if (signal.aborted) return;
  if (answer?.status !== "ok" || answer.op !== "totals" || answer.numbers === 0) words.set(counted);
  else
    words.set(
      [
        counted,
        t("sum {value}", { value: answer.sum }),
        t("mean {value}", { value: answer.mean }),
        ...(answer.part ? [t("of the first cells")] : []),
      ].join(" · "),
    );
}
