/** The files of the open folder by their names, for the palette: listed by main, searched in a worker. */
import { useEffect, useState } from "react";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import type { FromFileFinder, ToFileFinder } from "../floor/lists/file-finder.worker";
import { createStore, useStore } from "../floor/store";

const NOTHING: readonly string[] = [];
/** The paths that were found last. */
const found = createStore(NOTHING);
/** How many files the last listing has; not `all` where the folder has more. */
export const listed = createStore({ count: 0, all: true });

let finder: { readonly folder: string; readonly worker: Worker } | null = null;
let listing = "";
let follows = false;

function follow(): void {
  if (follows) return;
  follows = true;
  tandem.on("search.files", ({ id, paths }) => {
    if (id === listing) tell({ type: "paths", listing: id, paths });
  });
  tandem.on("search.filesListed", ({ id, count, all }) => {
    if (id !== listing) return;
    listed.set({ count, all });
    tell({ type: "listed", listing: id });
  });
  // Another folder's files are none of this one's.
  openFolder.subscribe(end);
}

function tell(message: ToFileFinder): void {
  finder?.worker.postMessage(message);
}

function end(): void {
  finder?.worker.terminate();
  finder = null;
  listing = "";
  found.set(NOTHING);
  listed.set({ count: 0, all: true });
}

/** Has the folder listed anew; those that were listed before are found meanwhile. */
async function list(folder: string): Promise<void> {
  follow();
  if (finder?.folder !== folder) {
    end();
    const worker = new Worker(new URL("file-finder.worker.js", document.baseURI));
    worker.onmessage = ({ data }: MessageEvent<FromFileFinder>) => found.set(data.found);
    finder = { folder, worker };
  }
  listing = crypto.randomUUID();
  await tandem.request("search.listFiles", { id: listing, folder });
}

/**
 * The files of the open folder that fit what is typed best; those of what was typed before until they are found.
 * @param wanted whether files are looked for at all
 */
export function useFolderFiles(wanted: boolean, typed: string, most: number): readonly string[] {
  const folder = useStore(openFolder);
  const [began, setBegan] = useState(false);
  useEffect(() => {
    if (!wanted || folder === null) return;
    unawaited("listing the files of the folder", list(folder));
    setBegan(true);
  }, [wanted, folder]);
  useEffect(() => {
    if (began) tell({ type: "find", typed, most });
  }, [began, typed, most]);
  const now = useStore(found);
  return wanted && folder !== null ? now : NOTHING;
}
