/** Unsaved text is given to main soon after each change, so that a reload or crash of the window loses none. */

import type { WrittenBackup } from "../../preload/contract/files";
import { BACKUP_MS, SOON_BACKUP } from "../../preload/contract/limits";
import { t } from "../../preload/texts/texts";
import { type Document, documents, eolOf, textOf } from "../code/documents";
import { modelLines } from "../code/notebook-models";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { notify, sentenceOf } from "../floor/notices/notices";
import { whenIdle } from "../floor/when-idle";

/** A long text takes some ms to hand over: a key goes first, for so many ms at most. */
const IDLE_MS = 200;

const timers = new Map<Document, ReturnType<typeof setTimeout>>();
/** Documents that main holds a backup of. */
const kept = new Set<string>();

/** Of long notebooks the text that main has already, of which little is changed by what is typed. */
const sentBases = new WeakMap<Document, { readonly id: string; readonly text: string }>();

/** The text, or how it differs from one that main has or gets now. */
function textToKeep(document: Document): Pick<WrittenBackup, "text" | "pieces"> {
  const { notebook, model } = document;
  if (!notebook || notebook.fileText.length < SOON_BACKUP.chars) return { text: textOf(document) };
  const parts = notebook
    .partsOf(modelLines(model))
    .map((part): string | [number, number] => (typeof part === "string" ? part : [...part]));
  const base = notebook.fileText;
  const sent = sentBases.get(document);
  if (sent?.text === base) return { text: "", pieces: { base: sent.id, parts } };
  const id = crypto.randomUUID();
  sentBases.set(document, { id, text: base });
  return { text: "", pieces: { base: id, baseText: base, parts } };
}

async function writeBackup(document: Document): Promise<void> {
  clearTimeout(timers.get(document));
  timers.delete(document);
  if (document.model.isDisposed() || !document.modified.get()) return;
  const { path, name, identity, encoding, declared, mixedEol, onDisk } = document.file.get();
  kept.add(document.id);
  try {
    await tandem.request("files.backup", {
      id: document.id,
      path,
      identity,
      name,
      ...textToKeep(document),
      encoding,
      declared,
      eol: eolOf(document),
      mixedEol,
      stamp: onDisk?.stamp ?? null,
      digest: onDisk?.digest ?? "",
    });
  } catch (error) {
    sentBases.delete(document);
    notify({
      level: "warning",
      sentence: t("Unsaved text of {name} could not be backed up: {reason}", {
        name,
        reason: sentenceOf(error),
      }),
    });
  }
}

/** Takes back a document's backup: its text is on disk, or was given up. */
export async function dropBackup(document: Document): Promise<void> {
  clearTimeout(timers.get(document));
  timers.delete(document);
  sentBases.delete(document);
  if (kept.delete(document.id)) await tandem.request("files.dropBackup", { id: document.id });
}

/** Writes what is not backed up yet, now. */
export async function flushBackups(): Promise<void> {
  await Promise.all([...timers.keys()].map(writeBackup));
}

function follow(document: Document): () => void {
  const onChange = document.model.onDidChangeContent(() => {
    // The first change starts the clock and later ones do not put it off: at most this time is ever at stake.
    if (!timers.has(document))
      timers.set(
        document,
        setTimeout(
          () =>
            whenIdle(() => {
              if (timers.has(document)) unawaited("write backup", writeBackup(document));
            }, IDLE_MS),
          document.model.getValueLength() > SOON_BACKUP.chars ? BACKUP_MS : SOON_BACKUP.ms,
        ),
      );
  });
  const stopModified = document.modified.subscribe(() => {
    if (!document.modified.get()) unawaited("drop backup", dropBackup(document));
  });
  if (document.modified.get()) kept.add(document.id);
  let wasGone = false;
  const lookIfGone = () => {
    const { gone } = document.file.get();
    // Nothing was typed, and still the text is nowhere but here from now on.
    if (gone && !wasGone) unawaited("write backup", writeBackup(document));
    wasGone = gone;
  };
  const stopGone = document.file.subscribe(lookIfGone);
  lookIfGone();
  return () => {
    onChange.dispose();
    stopModified();
    stopGone();
  };
}

/** Backs up every open document from now on; returns a function that stops it. */
export function keepBackups(): () => void {
  const followed = new Map<Document, () => void>();
  const update = () => {
    const open = documents.get();
    for (const document of open) {
      if (!followed.has(document)) followed.set(document, follow(document));
    }
    for (const [document, stop] of followed) {
      if (open.includes(document)) continue;
      stop();
      followed.delete(document);
    }
  };
  const stop = documents.subscribe(update);
  update();
  return () => {
    stop();
    for (const stopOne of followed.values()) stopOne();
  };
}
