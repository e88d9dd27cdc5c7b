/** Open files that other programs change, move or delete while they are open here. */
import { Disposables } from "../../preload/floor/disposables";
import { t } from "../../preload/texts/texts";
import {
  type Document,
  documentOfPath,
  documents,
  isEdited,
  takeFromDisk,
  updateFile,
} from "../code/documents";
import { mergeFromDisk } from "../code/merge-notebook";
import { alsoWatched } from "../floor/also-watched";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { folderSettingsFile, readFolderSettingsAgain } from "../floor/folder-settings";
import { notify, sentenceOf } from "../floor/notices/notices";
import { inTurn } from "./document-turns";
import { mergedSentence } from "./saving";

async function onChanged(document: Document, stamp: string | null): Promise<void> {
  const { name, path, onDisk, gone, binary } = document.file.get();
  if (path === null || document.model.isDisposed()) return;
  if (stamp === onDisk?.stamp) {
    if (gone) updateFile(document, { gone: false, remark: null });
    return;
  }
  if (stamp === null) {
    if (gone) return;
    updateFile(document, {
      gone: true,
      // What it was changed to is gone too: there is nothing left to decide.
      changedOnDisk: false,
      remark: {
        level: "warning",
        sentence: binary
          ? t("{name} is gone from the disk. What is shown of it goes when it is closed.", { name })
          : t("{name} is gone from the disk. Its text is still here: Save writes it again.", { name }),
      },
    });
    return;
  }
  const content = await tandem.request("files.read", { path });
  if (document.model.isDisposed()) return;
  const state = { stamp: content.stamp, digest: content.digest };
  // Touched, written with what it held, or moved away and back.
  if (content.digest === onDisk?.digest) {
    updateFile(document, { onDisk: state, ...(gone && { gone: false, remark: null }) });
    return;
  }
  if (!isEdited(document)) {
    takeFromDisk(document, content);
    return;
  }
  const conflicts = mergeFromDisk(document, content);
  if (conflicts !== null) {
    tellMerged(document, conflicts);
    return;
  }
  // A bar over the text says it, and saving asks: a question now would take the keys of who is typing.
  updateFile(document, { changedOnDisk: true, gone: false });
}

function tellMerged(document: Document, conflicts: number): void {
  const { name } = document.file.get();
  const merged = t(
    "{name} was changed outside this window. Its cells and yours are one notebook now, not saved yet.",
    { name },
  );
  if (conflicts === 0) notify({ level: "info", sentence: merged });
  else notify({ level: "warning", sentence: mergedSentence(name, conflicts) });
}

/** Has main watch the open files and folder, and takes in what changes; returns a function that stops it. */
export function followDisk(): () => void {
  const watchedFiles = new Map<Document, () => void>();
  let [last, lastOwn] = ["", ""];
  const changed = (path: string, stamp: string | null) => {
    const document = documentOfPath(path);
    if (!document) return;
    inTurn(document, () => onChanged(document, stamp)).catch((error: unknown) =>
      notify({ level: "error", sentence: sentenceOf(error) }),
    );
  };
  const watch = () => {
    const own = folderSettingsFile.get()?.file ?? null;
    const paths = documents.get().flatMap(({ file }) => file.get().path ?? []);
    const files = [...new Set([...paths, ...alsoWatched.get(), ...(own === null ? [] : [own])])];
    const ownNow = (own === null ? null : documentOfPath(own))?.file.get().onDisk?.digest ?? "";
    if (ownNow !== "" && ownNow !== lastOwn) readFolderSettingsAgain();
    lastOwn = ownNow;
    const wanted = JSON.stringify([files, openFolder.get()]);
    if (wanted === last) return;
    last = wanted;
    tandem.request("files.watch", { files, folder: openFolder.get() }).then(
      // What was gone before it was watched: a text that came back from its backup, say.
      ({ absent }) => {
        for (const path of absent) changed(path, null);
      },
      (error: unknown) =>
        notify({
          level: "warning",
          sentence: t("Changes on disk will not be noticed: {reason}", { reason: sentenceOf(error) }),
        }),
    );
  };
  const update = () => {
    const open = documents.get();
    for (const document of open) {
      if (!watchedFiles.has(document)) watchedFiles.set(document, document.file.subscribe(watch));
    }
    for (const [document, stop] of watchedFiles) {
      if (open.includes(document)) continue;
      stop();
      watchedFiles.delete(document);
    }
    watch();
  };
  const stops = new Disposables(
    documents.subscribe(update),
    openFolder.subscribe(watch),
    folderSettingsFile.subscribe(watch),
    alsoWatched.subscribe(watch),
    tandem.on("files.changed", ({ path, stamp }) => changed(path, stamp)),
  );
  update();
  return () => {
    new Disposables(stops, ...watchedFiles.values()).dispose();
  };
}
