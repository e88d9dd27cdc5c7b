/**
 * The rows of the tree, from what its folders hold: only those that are drawn are made, since a folder may hold 100,000
 * entries. Pure, in one pass.
 */
import { t } from "../../../preload/texts/texts";
import { baseName, folderOf, joinPath } from "../../floor/paths";

/** Names of a folder's entries in their order, or the sentence that says why they cannot be read. */
export type Listing =
  | {
      readonly folders: readonly string[];
      readonly files: readonly string[];
      /** How many more there are. */
      readonly left: number;
    }
  | string;

/** A row of the tree: an entry of an unfolded folder, or the sentence that stands in for them. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly kind: "folder" | "file" | "sentence";
  readonly depth: number;
  readonly unfolded: boolean;
}

export interface Tree {
  /** The first of those that fit. */
  readonly rows: readonly TreeRow[];
  /** How many rows fit. */
  readonly fitting: number;
}

interface Wanted {
  /** What is in a name, or in one of a folder that is unfolded. */
  readonly filter: string;
  /** So many rows are made. */
  readonly most: number;
}

export function treeOf(root: string, listings: ReadonlyMap<string, Listing>, wanted: Wanted): Tree {
  const { most } = wanted;
  const filter = wanted.filter.trim().toLowerCase();
  const rows: TreeRow[] = [];
  let fitting = 0;
  /** Names of the folders that are unfolded in a folder. */
  const unfoldedIn = new Map<string, Set<string>>();
  for (const path of listings.keys()) {
    const around = folderOf(path);
    const names = unfoldedIn.get(around);
    if (names) names.add(baseName(path));
    else unfoldedIn.set(around, new Set([baseName(path)]));
  }
  const add = (row: TreeRow) => {
    fitting++;
    if (rows.length < most) rows.push(row);
  };
  /** Folders around what comes that have no row yet. */
  let around: TreeRow[] = [];
  const addFitting = (folder: string, names: readonly string[], kind: "folder" | "file", depth: number) => {
    const unfolded = kind === "folder" ? unfoldedIn.get(folderOf(joinPath(folder, "?"))) : undefined;
    for (const name of names) {
      const isUnfolded = unfolded?.has(name) ?? false;
      const fits = filter === "" || name.toLowerCase().includes(filter);
      if (!fits && !isUnfolded) continue;
      if (fits && rows.length >= most && !isUnfolded) {
        // What stands around it counts too.
        fitting += 1 + around.length;
        around = [];
        continue;
      }
      const row: TreeRow = { path: joinPath(folder, name), name, kind, depth, unfolded: isUnfolded };
      if (fits) {
        for (const each of around) add(each);
        around = [];
        add(row);
      } else around.push(row);
      if (!isUnfolded) continue;
      walk(row.path, depth + 1);
      around = around.filter((each) => each !== row);
    }
  };
  const walk = (folder: string, depth: number) => {
    const listing = listings.get(folder);
    if (listing === undefined) return;
    const say = (name: string) => add({ path: `${folder}?`, name, kind: "sentence", depth, unfolded: false });
    if (typeof listing === "string") {
      if (filter === "") say(listing);
      return;
    }
    addFitting(folder, listing.folders, "folder", depth);
    addFitting(folder, listing.files, "file", depth);
    // What is not listed is not searched either.
    if (listing.left > 0) say(t("{count} more are not listed.", { count: listing.left }));
  };
  walk(root, 0);
  return { rows, fitting };
}
