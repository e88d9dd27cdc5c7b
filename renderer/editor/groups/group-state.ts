/** Which tabs each editor group has, and which is in front: what happens to them. Pure; files and pages are whatever they are. */
import { type GroupTree, groupsOf, type Side, splitAt, withoutGroup } from "./group-tree";

/** One group of tabs. */
export interface EditorGroup<File, Page> {
  readonly id: string;
  /** In the order of their tabs. */
  readonly files: readonly File[];
  readonly pages: readonly Page[];
  /** The file in front, or behind the page. */
  readonly file: File | null;
  /** The page in front of it; null when the file is. */
  readonly page: Page | null;
}

export interface GroupState<File, Page> {
  readonly tree: GroupTree;
  readonly groups: readonly EditorGroup<File, Page>[];
  /** The one that commands mean. */
  readonly focused: string;
}

/** One group with nothing in it. */
export function oneGroup<File, Page>(id: string): GroupState<File, Page> {
  return { tree: { group: id }, groups: [emptyGroup(id)], focused: id };
}

function emptyGroup<File, Page>(id: string): EditorGroup<File, Page> {
  return { id, files: [], pages: [], file: null, page: null };
}

export function groupById<F, P>(state: GroupState<F, P>, id: string): EditorGroup<F, P> | undefined {
  return state.groups.find((group) => group.id === id);
}

export function focusedGroup<F, P>(state: GroupState<F, P>): EditorGroup<F, P> {
  const group = groupById(state, state.focused) ?? state.groups[0];
  if (!group) throw new Error("no editor group");
  return group;
}

function change<F, P>(
  state: GroupState<F, P>,
  id: string,
  by: (group: EditorGroup<F, P>) => EditorGroup<F, P>,
): GroupState<F, P> {
  return { ...state, groups: state.groups.map((group) => (group.id === id ? by(group) : group)) };
}

/** Groups without any tab are taken away, but for the last one. */
function withoutEmpty<F, P>(state: GroupState<F, P>): GroupState<F, P> {
  const empty = state.groups.filter(({ files, pages }) => files.length + pages.length === 0);
  return empty.reduce((now, { id }) => (now.groups.length > 1 ? dropGroup(now, id) : now), state);
}

function dropGroup<F, P>(state: GroupState<F, P>, id: string): GroupState<F, P> {
  const order = groupsOf(state.tree);
  const at = order.indexOf(id);
  const groups = state.groups.filter((group) => group.id !== id);
  const next = order[at - 1] ?? order[at + 1] ?? "";
  return {
    tree: withoutGroup(state.tree, id),
    groups,
    focused: state.focused === id ? next : state.focused,
  };
}

const inFront = <F, P>(group: EditorGroup<F, P>, file: F): EditorGroup<F, P> => ({
  ...group,
  files: group.files.includes(file) ? group.files : [...group.files, file],
  file,
  page: null,
});

/** A file comes in front: in the focused group if it is there or nowhere, else in the first group that has it. */
export function showFile<F, P>(state: GroupState<F, P>, file: F): GroupState<F, P> {
  const has = (group: EditorGroup<F, P>) => group.files.includes(file);
  const at = has(focusedGroup(state)) ? undefined : inOrder(state).find(has);
  const id = at?.id ?? focusedGroup(state).id;
  return change({ ...state, focused: id }, id, (group) => inFront(group, file));
}

/** A page comes in front, in the group that it is in, or in the focused one. */
export function showPage<F, P>(state: GroupState<F, P>, page: P): GroupState<F, P> {
  const id = state.groups.find(({ pages }) => pages.includes(page))?.id ?? focusedGroup(state).id;
  return change({ ...state, focused: id }, id, (group) => ({
    ...group,
    pages: group.pages.includes(page) ? group.pages : [...group.pages, page],
    page,
  }));
}

/** The focused group shows its file. */
export function leavePage<F, P>(state: GroupState<F, P>): GroupState<F, P> {
  return change(state, focusedGroup(state).id, (group) => ({ ...group, page: null }));
}

/** What is beside the one that goes. */
function neighbour<T>(all: readonly T[], gone: T): T | null {
  const rest = all.filter((one) => one !== gone);
  return rest[Math.min(all.indexOf(gone), rest.length - 1)] ?? null;
}

function leaveFile<F, P>(group: EditorGroup<F, P>, file: F): EditorGroup<F, P> {
  if (!group.files.includes(file)) return group;
  return {
    ...group,
    files: group.files.filter((other) => other !== file),
    file: group.file === file ? neighbour(group.files, file) : group.file,
  };
}

function leaveOnePage<F, P>(group: EditorGroup<F, P>, page: P): EditorGroup<F, P> {
  if (!group.pages.includes(page)) return group;
  return {
    ...group,
    pages: group.pages.filter((other) => other !== page),
    page: group.page === page ? neighbour(group.pages, page) : group.page,
  };
}

/** Only these files and pages are open any more; new ones stand in the focused group. */
export function keepOnly<F, P>(
  state: GroupState<F, P>,
  files: readonly F[],
  pages: readonly P[],
): GroupState<F, P> {
  const groups = state.groups.map((group) => {
    const withFiles = group.files.filter((file) => !files.includes(file)).reduce(leaveFile, group);
    return group.pages.filter((page) => !pages.includes(page)).reduce(leaveOnePage, withFiles);
  });
  const newFiles = files.filter((file) => !groups.some((group) => group.files.includes(file)));
  const newPages = pages.filter((page) => !groups.some((group) => group.pages.includes(page)));
  const kept = change({ ...state, groups }, focusedGroup(state).id, (group) => ({
    ...group,
    files: [...group.files, ...newFiles],
    pages: [...group.pages, ...newPages],
  }));
  return withoutEmpty(kept);
}

/** In each group those files stand first that are pinned; the order is the same otherwise. */
export function pinnedFirst<F, P>(state: GroupState<F, P>, isPinned: (file: F) => boolean): GroupState<F, P> {
  const groups = state.groups.map((group) => {
    const first = group.files.filter(isPinned);
    const isSo = first.every((file, at) => group.files[at] === file);
    return isSo ? group : { ...group, files: [...first, ...group.files.filter((file) => !isPinned(file))] };
  });
  return groups.every((group, at) => group === state.groups[at]) ? state : { ...state, groups };
}

/** The file's tab goes from a group. Whether the file is open any more is for the caller to say. */
export function removeFile<F, P>(state: GroupState<F, P>, id: string, file: F): GroupState<F, P> {
  return withoutEmpty(change(state, id, (group) => leaveFile(group, file)));
}

export function focusGroup<F, P>(state: GroupState<F, P>, id: string): GroupState<F, P> {
  return groupById(state, id) ? { ...state, focused: id } : state;
}

/** A new group beside one, focused, with a file in it where there is one. */
export function split<F, P>(
  state: GroupState<F, P>,
  id: string,
  side: Side,
  added: string,
  file: F | null,
): GroupState<F, P> {
  const fresh = emptyGroup<F, P>(added);
  return {
    tree: splitAt(state.tree, id, side, added),
    groups: [...state.groups, file === null ? fresh : inFront(fresh, file)],
    focused: added,
  };
}

/** Where a tab is moved to. */
export interface TabPlace<T> {
  readonly group: string;
  /** The tab that it is put before; null for the last place; absent: it keeps its place where it is there already. */
  readonly before?: T | null;
}

function placed<T>(all: readonly T[], one: T, before: T | null | undefined): readonly T[] {
  if (before === one || (before === undefined && all.includes(one))) return all;
  const rest = all.filter((other) => other !== one);
  const at = before == null ? rest.length : rest.indexOf(before);
  return rest.toSpliced(at < 0 ? rest.length : at, 0, one);
}

/** Moves a file's tab within its group or into another one, where it comes in front and which is focused. */
export function moveFile<F, P>(
  state: GroupState<F, P>,
  file: F,
  from: string,
  to: TabPlace<F>,
): GroupState<F, P> {
  const there = change({ ...state, focused: to.group }, to.group, (group) => ({
    ...inFront(group, file),
    files: placed(group.files, file, to.before),
  }));
  return from === to.group ? there : removeFile(there, from, file);
}

/** As `moveFile`, for a page. */
export function movePage<F, P>(state: GroupState<F, P>, page: P, to: TabPlace<P>): GroupState<F, P> {
  const gone = {
    ...state,
    groups: state.groups.map((group) => (group.id === to.group ? group : leaveOnePage(group, page))),
  };
  const there = change({ ...gone, focused: to.group }, to.group, (group) => ({
    ...group,
    pages: placed(group.pages, page, to.before),
    page,
  }));
  return withoutEmpty(there);
}

/** The groups as they are read. */
export function inOrder<F, P>(state: GroupState<F, P>): readonly EditorGroup<F, P>[] {
  return groupsOf(state.tree).flatMap((id) => groupById(state, id) ?? []);
}

/** The group after (1) or before (-1) one, around the ends. */
export function besideGroup<F, P>(state: GroupState<F, P>, id: string, by: 1 | -1): EditorGroup<F, P> | null {
  const all = inOrder(state);
  const at = all.findIndex((group) => group.id === id);
  return all[(at + by + all.length) % all.length] ?? null;
}

/** All tabs in one group, in the order that they are read: the focused one's stay in front. */
export function joined<F, P>(state: GroupState<F, P>): GroupState<F, P> {
  const { id, file, page } = focusedGroup(state);
  const all = inOrder(state);
  const files = [...new Set(all.flatMap((group) => group.files))];
  return {
    tree: { group: id },
    groups: [{ id, files, pages: all.flatMap((group) => group.pages), file: file ?? files[0] ?? null, page }],
    focused: id,
  };
}
