/** Finding is open in one shell at a time. */

import { createStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { viewPlace } from "../transcript/view-place";
import { ShellFind } from "./shell-find";

export interface OpenFind {
  readonly shell: ShellModel;
  readonly find: ShellFind;
  /** Grows whenever its field is to be focused. */
  readonly wanted: number;
}

export const openFind = createStore<OpenFind | null>(null);
/** What was looked for last, to begin with. */
let lastText = "";

/** Opens it for a shell, with what is selected there. */
export function startFind(shell: ShellModel): void {
  const open = openFind.get();
  const selected = String(getSelection() ?? "");
  const text = selected !== "" && !selected.includes("\n") ? selected : undefined;
  if (open?.shell === shell) {
    if (text !== undefined) open.find.find({ ...open.find.query.get(), text });
    openFind.set({ ...open, wanted: open.wanted + 1 });
    return;
  }
  closeFind(false);
  const find = new ShellFind(shell, () => viewPlace(shell));
  openFind.set({ shell, find, wanted: 1 });
  const begin = text ?? lastText;
  if (begin !== "") find.find({ ...find.query.get(), text: begin });
}

/** Shows the next or previous hit; opens the field where there is none. */
export function stepFind(shell: ShellModel, by: 1 | -1): void {
  const open = openFind.get();
  if (open?.shell === shell && open.find.query.get().text !== "") open.find.step(by);
  else startFind(shell);
}

/** Closes it. @param focus whether the keyboard goes to the shell's input */
export function closeFind(focus: boolean): void {
  const open = openFind.get();
  if (!open) return;
  lastText = open.find.query.get().text;
  open.find.dispose();
  openFind.set(null);
  if (focus) open.shell.focus();
}
