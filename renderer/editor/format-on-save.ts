/** Formatting when a file is saved, where the setting has it. It never keeps a file from being saved. */
import { t } from "../../preload/texts/texts";
import type { Document } from "../code/documents";
import { format } from "../code/formatters";
import { settings } from "../floor/app";
import { notify, sentenceOf } from "../floor/notices/notices";

/** Saving waits for it no longer, in ms. */
const LONGEST_MS = 12_000;

/** Takes the notice away that says why a file was saved as it was. */
const told = new WeakMap<Document, () => void>();

/** Formats a file that is about to be written; when that fails it stays as it is, and a notice says so. */
export async function formatOnSave(document: Document): Promise<void> {
  if (!settings.get().formatOnSave) return;
  told.get(document)?.();
  told.delete(document);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(t("The formatter takes too long."))), LONGEST_MS);
  });
  // What is typed meanwhile makes the formatted text an old one: then nothing is changed.
  await Promise.race([format(document), late]).catch((error: unknown) => {
    const { name } = document.file.get();
    const sentence = t("{name} was saved unformatted. {reason}", { name, reason: sentenceOf(error) });
    told.set(document, notify({ level: "info", sentence }));
  });
  clearTimeout(timer);
}
