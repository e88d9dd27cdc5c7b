/** What the runs of a notebook's cells gave becomes part of the file: it is saved with it. */

import { stampTime } from "../../preload/contract/files";
import { cellOutputs, executionCount } from "../../preload/transcript/export-notebook";
import { type Document, documents, markUnsaved } from "../code/documents";
import { modelLines } from "../code/notebook-models";
import { beforeSaving } from "../editor/before-saving";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { clearBefore } from "./cleared-results";
import { isSaved } from "./saving-outputs";
import { resultsOf } from "./use-results";

/** Looked at again at most so often, in ms, however much is printed. */
const INTERVAL_MS = 500;

/** Takes what ended since the file was written. */
function take(document: Document): void {
  const { notebook } = document;
  if (!isSaved(document) || !notebook || document.model.isDisposed()) return;
  const { onDisk } = document.file.get();
  const written = onDisk ? stampTime(onDisk.stamp) : 0;
  const keys = notebook.cellsOf(modelLines(document.model)).map(({ key }) => key);
  let isNew = false;
  resultsOf(document).runs.forEach(([newest], at) => {
    const key = keys[at];
    if (!newest?.where.shell || key === undefined) return;
    const { block } = newest;
    if (block.ended === undefined || block.ended < written) return;
    // What is not held here is in the log: it is fetched when it is looked at, and taken then.
    if (block.outputs.some(({ kind }) => kind === "absent")) return;
    isNew = notebook.setResult(key, { outputs: cellOutputs(block), count: executionCount(block) }) || isNew;
  });
  if (isNew) markUnsaved(document);
}

/**
 * Takes outputs and count of a notebook's cell out of it, or of all its cells; they stay in the log.
 * @param key null for all cells
 */
export function removeOutputs(document: Document, key: string | null): void {
  const { notebook } = document;
  if (!notebook) return;
  let isChanged = false;
  for (const cell of notebook.cellsOf(modelLines(document.model)))
    if (cell.type === "code" && (key === null || cell.key === key))
      isChanged = notebook.setResult(cell.key, { outputs: [], count: null }) || isChanged;
  clearBefore(document, key ?? "", Date.now());
  if (isChanged) markUnsaved(document);
}

/** Follows the shells of the window for the open notebooks. Called once, at start. */
export function saveResults(): void {
  const { shells } = windowShells();
  let isDue = false;
  const later = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      for (const document of documents.get()) take(document);
    }, INTERVAL_MS);
  };
  let followed = new Map<ShellModel, () => void>();
  const follow = () => {
    const now = new Map<ShellModel, () => void>();
    for (const shell of shells.get())
      now.set(shell, followed.get(shell) ?? shell.transcript.subscribe(later));
    for (const [shell, stop] of followed) if (!now.has(shell)) stop();
    followed = now;
  };
  shells.subscribe(follow);
  follow();
  // What ended just now is in the file that is written now: a file that is younger than a run has what it gave.
  beforeSaving(take);
}
