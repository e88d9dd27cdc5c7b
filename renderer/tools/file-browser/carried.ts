/** Files that are carried from one folder to another: by copy and paste, or by the mouse. */
import type { DragEvent } from "react";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName } from "../../floor/paths";
import { dragByPointer } from "../../floor/pointer-drag";
import { createStore } from "../../floor/store";
import { copy, move } from "./entry-actions";

export interface Carried {
  readonly path: string;
  /** Cut: pasted, it is there no more. */
  readonly moves: boolean;
}

/** What was copied or cut last. */
export const carried = createStore<Carried | null>(null);

/** Puts what was copied or cut into a folder. @returns where it is @throws Error with a sentence */
export async function paste(folder: string): Promise<string | null> {
  const what = carried.get();
  if (!what) return null;
  if (!what.moves) return copy(what.path, folder);
  const to = await move(what.path, folder);
  carried.set(null);
  return to;
}

/** The type by which a row says which file it is. */
const OWN = "application/x-tandem-file";

/** What was dragged out of the window and may come back. */
let outside: string | null = null;

let prepared: Promise<unknown> | undefined;
const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

/** A button that was let go meanwhile drops nothing outside. */
async function leave(path: string, isHeld: () => boolean): Promise<void> {
  await prepared;
  if (!isHeld()) return;
  outside = path;
  await tandem.request("files.dragOut", { path });
}

/** Takes a row by the mouse, from the press on: within the window, and on to other programs. */
export function beginCarrying(press: PointerEvent, row: HTMLElement, path: string): void {
  outside = null;
  dragByPointer(press, row, {
    // The text is for an input or an editor.
    data: { [OWN]: path, "text/plain": path },
    label: baseName(path),
    begins: () => {
      prepared = tandem.request("files.prepareDrag", { path });
      prepared.catch(() => {});
    },
    leaves: (isHeld) => unawaited("dragging a file out", leave(path, isHeld).catch(tell)),
  });
}

/** Whether a folder may take what is over it; the pointer shows how. */
export function takesCarried(event: DragEvent): boolean {
  const { types } = event.dataTransfer;
  if (!types.includes(OWN) && !types.includes("Files")) return false;
  event.preventDefault();
  event.stopPropagation();
  event.dataTransfer.dropEffect = copies(event) ? "copy" : "move";
  return true;
}

/** Files of other programs are copied: what they have is theirs. */
const copies = (event: DragEvent) => event.ctrlKey || event.altKey || !event.dataTransfer.types.includes(OWN);

/**
 * Puts what is dropped into a folder: moved, or with Ctrl, or from another program, copied.
 * @returns where the last of it is @throws Error with a sentence
 */
export async function drop(event: DragEvent, folder: string): Promise<string | null> {
  event.preventDefault();
  event.stopPropagation();
  const own = event.dataTransfer.getData(OWN);
  const paths = own !== "" ? [own] : [...event.dataTransfer.files].map((file) => tandem.pathOf(file));
  const isBack = outside !== null && paths.length === 1 && paths[0] === outside && !event.ctrlKey;
  outside = null;
  const put = copies(event) && !isBack ? copy : move;
  let last: string | null = null;
  for (const path of paths) if (path !== "") last = await put(path, folder);
  return last;
}
