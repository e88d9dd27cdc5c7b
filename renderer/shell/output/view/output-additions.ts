/** What features add to the menus of outputs. */
import type { PopupItem } from "../../../floor/menus/popup-menu";
import type { Display } from "../content/picture";
import type { Drawing } from "../content/representations";
import type { OutputOwner } from "./output-views";

/** An output, as it is shown. */
export interface ShownOutput {
  readonly output: Display;
  readonly drawing: Drawing;
  /** Number of its block. */
  readonly seq: number;
  readonly owner: OutputOwner;
}

type Addition = (shown: ShownOutput) => readonly PopupItem[];

const additions: Addition[] = [];

/** Adds items to the menus of outputs. Called at start, before anything is drawn. */
export function addToOutputMenus(addition: Addition): void {
  additions.push(addition);
}

export const additionsToOutput = (shown: ShownOutput): readonly PopupItem[] =>
  additions.flatMap((addition) => addition(shown));
