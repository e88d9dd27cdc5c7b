/** Pinned tabs: they stand first in their rows, and what closes many leaves them. */
import * as v from "valibot";
import { type Document, documents } from "../../code/documents";
import { keepStore } from "../../floor/kept-stores";
import { createStore } from "../../floor/store";

/** Ids of the documents whose tabs are pinned, in every group. */
export const pinned = createStore<readonly string[]>([]);
keepStore("pinned tabs", pinned, v.array(v.string()));

export const isPinned = ({ id }: Document): boolean => pinned.get().includes(id);

export function setPinned(document: Document, on: boolean): void {
  const open = new Set(documents.get().map(({ id }) => id));
  const others = pinned.get().filter((id) => id !== document.id && open.has(id));
  pinned.set(on ? [...others, document.id] : others);
}
