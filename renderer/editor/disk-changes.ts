/** Open files that other programs change, move or delete while they are open here. */
import { t } from "../../preload/texts/texts";
import { tandem } from "../bridge";
import { openFolder } from "../workbench/app";
import { notify, sentenceOf } from "../workbench/notices";
import {
  activeDocument,
  type Document,
  documentOfPath,
  documents,
  markUnsaved,
  updateFile,
} from "./documents";
import { reload, resolveConflict } from "./saving";

async function onChanged(document: Document, stamp: string | null): Promise<void> {
  const { name, stamp: known } = document.file.get();
  if (stamp === known) return;
  if (stamp === null) {
    markUnsaved(document);
    updateFile(document, {
      stamp: null,
      remark: {
        level: "warning",
        sentence: t("{name} is gone from the disk. Its text is still here: Save writes it again.", { name }),
      },
    });
    return;
  }
  if (!document.modified.get()) return reload(document);
  updateFile(document, { changedOnDisk: true });
  if (document === activeDocument.get()) await resolveConflict(document);
}

/** Has main watch the open files and folder, and takes in what changes; returns a function that stops it. */
export function followDisk(): () => void {
  const watchedFiles = new Map<Document, () => void>();
  let last = "";
  const watch = () => {
    const files = documents.get().flatMap((document) => document.file.get().path ?? []);
    const wanted = JSON.stringify([files, openFolder.get()]);
    if (wanted === last) return;
    last = wanted;
    tandem.request("files.watch", { files, folder: openFolder.get() }).catch((error: unknown) => {
      notify({
        level: "warning",
        sentence: t("Changes on disk will not be noticed: {reason}", { reason: sentenceOf(error) }),
      });
    });
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
  const stops = [
    documents.subscribe(update),
    openFolder.subscribe(watch),
    tandem.on("files.changed", ({ path, stamp }) => {
      const document = documentOfPath(path);
      if (!document) return;
      onChanged(document, stamp).catch((error: unknown) =>
        notify({ level: "error", sentence: sentenceOf(error) }),
      );
    }),
  ];
  update();
  return () => {
    for (const stop of [...stops, ...watchedFiles.values()]) stop();
  };
}
