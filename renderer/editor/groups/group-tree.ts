/** How editor groups lie on the page: rows and columns within each other, with a group at each end. Pure. */
import * as v from "valibot";

/** One group, or parts beside (`across`) or below each other with their shares in percent. */
export type GroupTree =
  | { readonly group: string }
  | { readonly across: boolean; readonly parts: readonly GroupTree[]; readonly shares: readonly number[] };

export const groupTree: v.GenericSchema<GroupTree> = v.union([
  v.object({ group: v.string() }),
  v.object({
    across: v.boolean(),
    parts: v.pipe(v.array(v.lazy(() => groupTree)), v.minLength(2), v.maxLength(50)),
    shares: v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  }),
]);

/** Which side of a group a new one is put at. */
export type Side = "left" | "right" | "above" | "below";

const equally = (count: number) => Array.from({ length: count }, () => 100 / count);

/** The groups in the order that they are read. */
export function groupsOf(tree: GroupTree): readonly string[] {
  return "group" in tree ? [tree.group] : tree.parts.flatMap(groupsOf);
}

/** Puts a new group beside one; those that stand in its row or column share alike then. */
export function splitAt(tree: GroupTree, group: string, side: Side, added: string): GroupTree {
  const across = side === "left" || side === "right";
  const before = side === "left" || side === "above";
  const leaf: GroupTree = { group: added };
  if ("group" in tree) {
    if (tree.group !== group) return tree;
    return { across, parts: before ? [leaf, tree] : [tree, leaf], shares: equally(2) };
  }
  const at = tree.parts.findIndex((part) => "group" in part && part.group === group);
  if (at >= 0 && tree.across === across) {
    const parts = tree.parts.toSpliced(before ? at : at + 1, 0, leaf);
    return { ...tree, parts, shares: equally(parts.length) };
  }
  return { ...tree, parts: tree.parts.map((part) => splitAt(part, group, side, added)) };
}

/** The tree without a group; its room goes to the others in its row or column. The last group stays. */
export function withoutGroup(tree: GroupTree, group: string): GroupTree {
  return without(tree, group) ?? tree;
}

function without(tree: GroupTree, group: string): GroupTree | null {
  if ("group" in tree) return tree.group === group ? null : tree;
  const kept = tree.parts.flatMap((part, at) => {
    const rest = without(part, group);
    return rest ? [{ rest, share: tree.shares[at] ?? 0 }] : [];
  });
  const [first] = kept;
  if (!first) return null;
  if (kept.length === 1) return first.rest;
  const all = kept.reduce((sum, { share }) => sum + share, 0);
  return {
    ...tree,
    parts: kept.map(({ rest }) => rest),
    shares: all > 0 ? kept.map(({ share }) => (share * 100) / all) : equally(kept.length),
  };
}

/**
 * The tree with other shares in one of its rows or columns.
 * @param path which part of which part that is; empty for the outermost
 */
export function withShares(tree: GroupTree, path: readonly number[], shares: readonly number[]): GroupTree {
  if ("group" in tree) return tree;
  const [at, ...rest] = path;
  if (at === undefined) return shares.length === tree.parts.length ? { ...tree, shares } : tree;
  return {
    ...tree,
    parts: tree.parts.map((part, index) => (index === at ? withShares(part, rest, shares) : part)),
  };
}

/** Only what names each of `known` once is a tree of these groups. */
export function isTreeOf(tree: GroupTree, known: readonly string[]): boolean {
  const named = groupsOf(tree);
  return named.length === known.length && known.every((group) => named.includes(group));
}
