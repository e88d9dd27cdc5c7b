/**
 * The window's editor groups. What the rest of the window knows of files and pages (the open ones, the ones in front, the
 * editor) is that of all groups together, and of the focused one: both follow each other here.
 */
import { activeDocument, type Document, documents } from "../../code/documents";
import { codeEditor } from "../../code/instance";
import type { monaco } from "../../code/monaco";
import { activePage, type Page, pages } from "../../floor/pages/pages";
import { createStore, type Readable } from "../../floor/store";
import * as state from "./group-state";
import { groupsOf, type Side, withShares } from "./group-tree";
import { isPinned, pinned } from "./pinned";
import { copyView } from "./view-states";

export type Group = state.EditorGroup<Document, Page>;
export type Groups = state.GroupState<Document, Page>;

const store = createStore<Groups>(state.oneGroup("1"));

/** All groups, how they lie, and which one is focused. */
export const groups: Readable<Groups> = store;

const editors = new Map<string, monaco.editor.IStandaloneCodeEditor>();

/** The stores of the window are being set from here. */
let telling = false;

function take(given: Groups): void {
  const next = state.pinnedFirst(given, isPinned);
  store.set(next);
  const focused = state.focusedGroup(next);
  telling = true;
  try {
    codeEditor.set(editors.get(focused.id) ?? null);
    activeDocument.set(focused.file);
    activePage.set(focused.page);
  } finally {
    telling = false;
  }
}

const follow = (next: () => Groups) => () => {
  if (!telling) take(next());
};
const keepOpen = () => state.keepOnly(store.get(), documents.get(), pages.get());
pinned.subscribe(() => take(store.get()));
documents.subscribe(follow(keepOpen));
pages.subscribe(follow(keepOpen));
activeDocument.subscribe(
  follow(() => {
    const document = activeDocument.get();
    // A file that comes in front is not behind a page.
    return document ? state.showFile(store.get(), document) : state.leavePage(store.get());
  }),
);
activePage.subscribe(
  follow(() => {
    const page = activePage.get();
    return page ? state.showPage(store.get(), page) : state.leavePage(store.get());
  }),
);

/** Says which editor a group has; returns a function that says that it is gone. */
export function setEditor(group: string, editor: monaco.editor.IStandaloneCodeEditor): () => void {
  editors.set(group, editor);
  if (store.get().focused === group) codeEditor.set(editor);
  return () => {
    editors.delete(group);
    if (codeEditor.get() === editor) codeEditor.set(null);
  };
}

/** A group's editor, where it is drawn. */
export function editorOf(group: string): monaco.editor.IStandaloneCodeEditor | undefined {
  return editors.get(group);
}

/** The group that commands mean. */
export const focusedGroup = (): Group => state.focusedGroup(store.get());

export const hasSeveralGroups = (): boolean => store.get().groups.length > 1;

/** Whether a file has tabs in several groups. */
export function isInSeveral(document: Document): boolean {
  return store.get().groups.filter(({ files }) => files.includes(document)).length > 1;
}

export function focusGroup(id: string): void {
  if (store.get().focused !== id) take(state.focusGroup(store.get(), id));
}

/** Brings a file of a group in front there. */
export function showInGroup(id: string, document: Document): void {
  take(state.showFile(state.focusGroup(store.get(), id), document));
}

/** Takes a file's tab from a group. Only for one that has tabs in others too: the file stays open. */
export function closeInGroup(id: string, document: Document): void {
  take(state.removeFile(store.get(), id, document));
}

/** Puts a new group beside one, with the file in it; both show the same text. */
export function splitGroup(id: string, side: Side, document: Document): void {
  const added = freshId();
  const shown = editors.get(id);
  copyView(document.model, id, added, shown?.getModel() === document.model ? shown : undefined);
  take(state.split(store.get(), id, side, added, document));
}

function freshId(): string {
  const taken = groupsOf(store.get().tree);
  let number = 1;
  while (taken.includes(String(number))) number++;
  return String(number);
}

/** Where a tab goes to: among the tabs of a group, or into a new group beside it. */
export type Landing<Tab> = state.TabPlace<Tab> & { readonly side?: Side };

function placeOf<Tab>({ group, before, side }: Landing<Tab>): state.TabPlace<Tab> {
  if (!side) return before === undefined ? { group } : { group, before };
  const added = freshId();
  store.set(state.split<Document, Page>(store.get(), group, side, added, null));
  return { group: added };
}

/** Moves a file's tab; or lets it stay and shows it there as well (`copy`). */
export function moveFile(document: Document, from: string, to: Landing<Document>, copy = false): void {
  const shown = editors.get(from);
  const place = placeOf(to);
  if (place.group !== from)
    copyView(document.model, from, place.group, shown?.getModel() === document.model ? shown : undefined);
  const now = store.get();
  take(copy ? state.moveFile(now, document, place.group, place) : state.moveFile(now, document, from, place));
}

/** Moves a page's tab. */
export function movePage(page: Page, to: Landing<Page>): void {
  const place = placeOf(to);
  take(state.movePage(store.get(), page, place));
}

/** The group after (1) or before (-1) the focused one; null where there is only one. */
export function groupBeside(by: 1 | -1): Group | null {
  const now = store.get();
  const next = state.besideGroup(now, now.focused, by);
  return next?.id === now.focused ? null : next;
}

/** All tabs in one group. */
export function joinGroups(): void {
  take(state.joined(store.get()));
}

/** Keeps the shares of a row or column, in percent. @param path where in the tree it is */
export function keepShares(path: readonly number[], shares: readonly number[]): void {
  store.set((now) => ({ ...now, tree: withShares(now.tree, path, shares) }));
}

/** Puts the groups as they were, with what is open of their tabs. */
export function restoreGroups(next: Groups): void {
  take(state.keepOnly(next, documents.get(), pages.get()));
}

/** The groups as they are read. */
export const groupsInOrder = (): readonly Group[] => state.inOrder(store.get());
