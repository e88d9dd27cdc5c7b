/** The tab of a file that was only looked at: the next such file takes its place. A setting has it. */
import { activeDocument, type Document, documents } from "../code/documents";
import { openPath } from "../code/open-path";
import { settings } from "../floor/app";
import { createStore } from "../floor/store";
import { closeDocuments } from "./closing";
import { isPinned } from "./groups/pinned";

/** The document's id; null where there is none. */
export const previewed = createStore<string | null>(null);

/** It stays from now on. */
export function keepTab({ id }: Document): void {
  if (previewed.get() === id) previewed.set(null);
}

/** Opens a file to look at; one that is open already stays as it is. @throws as `openPath` */
export async function openToLook(path: string): Promise<void> {
  const isOpen = documents.get().some(({ file }) => file.get().path === path);
  await openPath(path);
  const document = activeDocument.get();
  // A page of its own shows other files.
  if (!settings.get().previewTabs || isOpen || document?.file.get().path !== path) return;
  const before = documents.get().find(({ id }) => id === previewed.get());
  previewed.set(document.id);
  const stop = document.modified.subscribe(() => {
    stop();
    keepTab(document);
  });
  if (before && !before.modified.get() && !isPinned(before)) await closeDocuments([before]);
}
