/** What folders hold, as far as they are unfolded in the file browser. */

import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import * as v from "valibot";
import type { FolderEntry } from "../../../preload/contract/files";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { keepStore } from "../../floor/kept-stores";
import { sentenceOf } from "../../floor/notices/notices";
import { joinPath } from "../../floor/paths";
import { createStore } from "../../floor/store";

/** Entries of a folder, or the sentence that says why they cannot be read. */
export type Listing = readonly FolderEntry[] | string;

/** A row of the tree: an entry of an unfolded folder, or the sentence that stands in for them. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly kind: FolderEntry["kind"] | "sentence";
  readonly depth: number;
  readonly unfolded: boolean;
}

function entriesOf(names: string, kind: FolderEntry["kind"]): FolderEntry[] {
  return names === "" ? [] : names.split("/").map((name) => ({ name, kind }));
}

async function list(folder: string): Promise<Listing> {
  try {
    const { folders, files } = await tandem.request("files.names", { folder });
    return [...entriesOf(folders, "folder"), ...entriesOf(files, "file")];
  } catch (error) {
    return sentenceOf(error);
  }
}

/** So many folders are unfolded again when the window comes back. */
const MOST_UNFOLDED = 200;
/** The folders that are unfolded below the open one, or were when the window was left. */
const unfolded = createStore<readonly string[]>([]);
keepStore("unfolded folders", unfolded, v.array(v.string()));

/** Adds the rows of a folder, and of those that are unfolded in it. */
function addRows(
  rows: TreeRow[],
  folder: string,
  depth: number,
  listings: ReadonlyMap<string, Listing>,
): TreeRow[] {
  const listing = listings.get(folder);
  if (listing === undefined) return rows;
  if (typeof listing === "string") {
    rows.push({ path: `${folder}?`, name: listing, kind: "sentence", depth, unfolded: false });
    return rows;
  }
  for (const { name, kind } of listing) {
    const path = joinPath(folder, name);
    const unfolded = kind === "folder" && listings.has(path);
    rows.push({ path, name, kind, depth, unfolded });
    if (unfolded) addRows(rows, path, depth + 1, listings);
  }
  return rows;
}

/** The rows to show for a folder, and how to fold its subfolders. Follows changes on disk. */
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
    rows: useMemo(() => (root === null ? [] : addRows([], root, 0, listings)), [root, listings]),
    loaded: root !== null && listings.has(root),
    unfold: (path: string) => read([path]),
    fold,
    refresh,
  };
}
