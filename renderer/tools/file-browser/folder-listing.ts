/** What folders hold, as far as they are unfolded in the file browser. */

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import * as v from "valibot";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { keepStore } from "../../floor/kept-stores";
import { sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import type { Listing } from "./tree-rows";

/** Names of one kind, as they come. */
const namesOf = (joined: string) => (joined === "" ? [] : joined.split("/"));

async function list(folder: string): Promise<Listing> {
  try {
    const { folders, files, left } = await tandem.request("files.names", { folder });
    return { folders: namesOf(folders), files: namesOf(files), left };
  } catch (error) {
    return sentenceOf(error);
  }
}

/** So many folders are unfolded again when the window comes back. */
const MOST_UNFOLDED = 200;
/** The folders that are unfolded below the open one, or were when the window was left. */
const unfolded = createStore<readonly string[]>([]);
keepStore("unfolded folders", unfolded, v.array(v.string()));

/** What a folder and the unfolded ones in it hold, and how to fold them. Follows changes on disk. */
export function useFolderTree(root: string | null) {
  const [listings, setListings] = useState<ReadonlyMap<string, Listing>>(new Map());

  const read = useCallback(async (folders: readonly string[]) => {
    const found = await Promise.all(folders.map(async (folder) => [folder, await list(folder)] as const));
    setListings((now) => new Map([...now, ...found]));
  }, []);
  /** A folder for the first time, with those below it that were unfolded and are there still. */
  const readAnew = useCallback(async (folder: string) => {
    const below = unfolded.get().filter((path) => path.startsWith(`${folder}/`));
    const found = await Promise.all(
      [folder, ...below].map(async (path) => [path, await list(path)] as const),
    );
    setListings(new Map(found.filter(([path, listing]) => path === folder || typeof listing !== "string")));
  }, []);

  const refresh = useCallback(() => read([...listings.keys()]), [read, listings]);
  const listed = useRef<string | null>(null);
  const again = useEffectEvent(refresh);
  useEffect(() => {
    // The tool may come into view again, with what was unfolded before.
    const isSame = listed.current === root;
    listed.current = root;
    if (!isSame) setListings(new Map());
    if (root !== null) unawaited("listing a folder", isSame ? again() : readAnew(root));
  }, [root, readAnew]);
  useEffect(() => {
    // Before it is read nothing is known of what was unfolded.
    if (root === null || !listings.has(root)) return;
    unfolded.set([...listings.keys()].filter((path) => path !== root).slice(0, MOST_UNFOLDED));
  }, [root, listings]);

  useEffect(
    () => tandem.on("files.folderChanged", () => unawaited("listing the folder again", refresh())),
    [refresh],
  );

  const fold = (path: string) =>
    setListings(
      (now) => new Map([...now].filter(([folder]) => folder !== path && !folder.startsWith(`${path}/`))),
    );

  return {
    listings,
    loaded: root !== null && listings.has(root),
    unfold: (path: string) => read([path]),
    fold,
    refresh,
  };
}
