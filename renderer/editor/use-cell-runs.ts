/** The last runs of the cells in the editor, followed in all shells of the window. */

import { useEffect } from "react";
import { Disposables } from "../../preload/floor/disposables";
import type { Cell } from "../code/cells";
import type { Document } from "../code/documents";
import { languageById } from "../code/languages";
import { withMagicFirst } from "../code/magics";
import { monaco } from "../code/monaco";
import { modelLines } from "../code/notebook-models";
import { useDiffering } from "../floor/use-differing";
import { whenIdle } from "../floor/when-idle";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { type CellRun, cellRuns, type FileRun } from "./cell-runs";
import { codeOfNotebookCell, nameOfNotebookCell, RunIndex } from "./run-index";
import { unshownRuns } from "./unshown-runs";

/** Looked at again at most so often, in ms, however much is printed. */
const INTERVAL_MS = 200;
/** Monaco takes the line's end for it. */
const PAST_ANY_COLUMN = 2 ** 30;

const indexes = new WeakMap<ShellModel, RunIndex>();

function runIndexOf(shell: ShellModel): RunIndex {
  let index = indexes.get(shell);
  if (!index) {
    index = new RunIndex();
    indexes.set(shell, index);
  }
  return index;
}

type Runs = ReadonlyMap<number, CellRun | FileRun>;

const NONE: Runs = new Map();

/** By the first line of each cell; one that never ran, and of which the file has nothing, has none. */
export function useCellRuns(document: Document, cells: readonly Cell[]): Runs {
  const [runs, setRuns] = useDiffering(NONE, sameRuns);
  useEffect(() => {
    const shells = windowShells();
    const { model } = document;
    const texts = new Map<Cell, string>();
    const textOf = (cell: Cell) => {
      let text = texts.get(cell);
      if (text === undefined) {
        const { from, to } = cell.chunk ?? cell;
        text = model.getValueInRange(
          new monaco.Range(from, 1, Math.max(from, to), PAST_ANY_COLUMN),
          monaco.editor.EndOfLinePreference.LF,
        );
        // As it is run: a magic of the whole cell comes before the cell's mark.
        if ((cell.chunk?.language ?? model.getLanguageId()) === "python")
          text = withMagicFirst(text.split("\n")).join("\n");
        texts.set(cell, text);
      }
      return text;
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopIdle = () => {};
    const look = () => {
      timer = undefined;
      const { path, name } = document.file.get();
      const own = document.notebook?.cellsOf(modelLines(model));
      const places = new Map(cells.map((cell, at) => [cell, at]));
      const ownOf = (cell: Cell) => own?.[places.get(cell) ?? -1];
      const now = cellRuns(
        path ?? name,
        cells,
        // A notebook's cell runs without the line that marks it here.
        own ? (cell) => ownOf(cell)?.source ?? "" : textOf,
        [
          ...shells.shells.get().map((shell) => ({
            view: shell.view,
            index: runIndexOf(shell).take(shell.transcript.get()),
            life: shell.status.get()?.life ?? 0,
          })),
          ...unshownRuns.get().map(({ name, index }) => ({ view: name, index, life: null })),
        ],
        languageById(model.getLanguageId()).comment,
        own && ((cell) => nameOfNotebookCell(ownOf(cell)?.key ?? "")),
        own && ((cell) => codeOfNotebookCell(ownOf(cell)?.source ?? "")),
      );
      setRuns(own ? withFile(now, cells, (cell) => savedRun(document, ownOf(cell)?.key)) : now);
    };
    const later = () => {
      timer ??= setTimeout(() => {
        stopIdle = whenIdle(look, INTERVAL_MS);
      }, INTERVAL_MS);
    };
    const followed = new Disposables();
    const follow = () => {
      const all = shells.shells.get();
      followed.renew(
        ...all.flatMap((shell) => [shell.transcript.subscribe(later), shell.status.subscribe(later)]),
      );
      later();
    };
    const opened = new Disposables(
      followed,
      shells.shells.subscribe(follow),
      document.file.subscribe(later),
      unshownRuns.subscribe(later),
      model.onDidChangeContent(() => {
        texts.clear();
        later();
      }),
      () => clearTimeout(timer),
      () => stopIdle(),
    );
    follow();
    look();
    return opened.dispose;
  }, [document, cells, setRuns]);
  return runs;
}

function savedRun({ notebook }: Document, key = ""): FileRun | null {
  const cell = notebook?.inFile(key);
  if (cell?.type !== "code" || (cell.count === null && cell.outputs.length === 0)) return null;
  return { state: "saved", count: cell.count };
}

/** What the file has stands where nothing ran. */
function withFile(
  runs: ReadonlyMap<number, CellRun>,
  cells: readonly Cell[],
  savedOf: (cell: Cell) => FileRun | null,
): Runs {
  const all = new Map<number, CellRun | FileRun>(runs);
  for (const cell of cells) {
    const saved = all.has(cell.from) ? null : savedOf(cell);
    if (saved) all.set(cell.from, saved);
  }
  return all;
}

function sameRuns(a: Runs, b: Runs): boolean {
  if (a.size !== b.size) return false;
  for (const [line, run] of a) {
    const other = b.get(line);
    if (!other || other.state !== run.state) return false;
    if (run.state === "saved" || other.state === "saved") {
      if (!("count" in run) || !("count" in other) || run.count !== other.count) return false;
      continue;
    }
    if (other.block.seq !== run.block.seq) return false;
    if (other.block.started !== run.block.started || other.block.ended !== run.block.ended) return false;
  }
  return true;
}
