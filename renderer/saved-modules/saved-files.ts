/** Tells of Python files whose content on the disk has become another one: saved here, or read anew. */
import { type Document, documents } from "../code/documents";

/**
 * Calls `saved` with the path of each from now on.
 * @returns a function that stops it
 */
export function followSavedFiles(saved: (file: string) => void): () => void {
  const followed = new Map<Document, () => void>();
  const follow = () => {
    const open = documents.get();
    for (const [document, stop] of followed)
      if (!open.includes(document)) {
        followed.delete(document);
        stop();
      }
    for (const document of open)
      if (!followed.has(document)) followed.set(document, followOne(document, saved));
  };
  const stop = documents.subscribe(follow);
  follow();
  return () => {
    stop();
    for (const each of followed.values()) each();
  };
}

function followOne({ file }: Document, saved: (file: string) => void): () => void {
  let digest = file.get().onDisk?.digest;
  /** Until a file is read, its content is not known to be another one. */
  let isKnown = digest !== undefined || file.get().path === null;
  return file.subscribe(() => {
    const { path, onDisk } = file.get();
    if (!onDisk || onDisk.digest === digest) return;
    const isAnother = isKnown;
    ({ digest } = onDisk);
    isKnown = true;
    if (isAnother && path?.endsWith(".py")) saved(path);
  });
}
