/** Carries out what a key of command mode means. */
import { runCommand } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import {
  copyCell,
  cutCell,
  deleteCell,
  editCell,
  insertCell,
  mergeCell,
  pasteCell,
  selectCell,
  setType,
  undoCells,
} from "./cell-actions";
import type { CellAction } from "./command-keys";

const ACTIONS: Partial<Record<CellAction, () => unknown>> = {
  edit: () => editCell(),
  up: () => selectCell(-1),
  down: () => selectCell(1),
  "extend up": () => selectCell(-1, true),
  "extend down": () => selectCell(1, true),
  first: () => selectCell(Number.NEGATIVE_INFINITY),
  last: () => selectCell(Number.POSITIVE_INFINITY),
  "insert above": () => insertCell("above"),
  "insert below": () => insertCell("below"),
  cut: () => cutCell(),
  copy: () => copyCell(),
  "paste below": () => pasteCell("below"),
  "paste above": () => pasteCell("above"),
  delete: () => deleteCell(),
  undo: () => undoCells("undo"),
  redo: () => undoCells("redo"),
  code: () => setType("code"),
  markdown: () => setType("markdown"),
  raw: () => setType("raw"),
  merge: mergeCell,
  run: () => runCommand("run.cell"),
  "run and advance": () => runCommand("run.cellAdvance"),
  "run and insert": async () => {
    await runCommand("run.cell");
    insertCell("below");
    editCell();
  },
  interrupt: () => runCommand("shell.interrupt"),
  restart: () => runCommand("shell.restart"),
  save: () => runCommand("file.save"),
  find: () => runCommand("edit.find"),
};

export function act(action: CellAction): void {
  const heading = /^heading (\d)$/.exec(action)?.[1];
  if (heading !== undefined) setType("markdown", Number(heading));
  else unawaited(`doing "${action}" in a notebook`, Promise.resolve(ACTIONS[action]?.()));
}
