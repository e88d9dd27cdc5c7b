/** What a window remembers of its editor groups: how they lie, their files, and where each editor was in each of them. */
import * as v from "valibot";
import { type Document, documents } from "../../code/documents";
import type { monaco } from "../../code/monaco";
import { pageOfWord, reopenPage } from "../../floor/pages/kept-pages";
import { createStore } from "../../floor/store";
import { groupTree, isTreeOf } from "./group-tree";
import { editorOf, groups, groupsInOrder, restoreGroups } from "./groups";
import { keepView, viewOf } from "./view-states";

/** Monaco's own form, of which only what it needs to be safe is looked at. */
const viewState = v.looseObject({
  cursorState: v.array(v.looseObject({})),
  viewState: v.looseObject({ scrollLeft: v.number() }),
  contributionsState: v.record(v.string(), v.unknown()),
});

const MOST = 500;

export const keptGroups = v.object({
  tree: groupTree,
  focused: v.string(),
  groups: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        files: v.array(v.object({ id: v.string(), view: v.fallback(v.nullable(viewState), null) })),
        file: v.nullable(v.string()),
        /** Those that have a word to be kept by, and the one in front. */
        pages: v.fallback(v.pipe(v.array(v.string()), v.maxLength(MOST)), []),
        page: v.fallback(v.nullable(v.string()), null),
      }),
    ),
    v.minLength(1),
    v.maxLength(MOST),
  ),
});
export type KeptGroups = v.InferOutput<typeof keptGroups>;

/** Set anew whenever an editor scrolls or folds: then there is something to be remembered. */
export const groupViews = createStore<object>({});

/** The groups as they are now. */
export function presentGroups(): KeptGroups {
  const { tree, focused } = groups.get();
  return {
    tree: tree as v.InferOutput<typeof groupTree>,
    focused,
    groups: groupsInOrder().map(({ id, files, file, pages, page }) => {
      const editor = editorOf(id);
      return {
        id,
        file: file?.id ?? null,
        pages: pages.flatMap(({ kept }) => kept ?? []),
        page: page?.kept ?? null,
        files: files.map(({ id: own, model }) => {
          const shown = editor?.getModel() === model ? editor.saveViewState() : null;
          return { id: own, view: (shown ?? viewOf(model, id) ?? null) as KeptView };
        }),
      };
    }),
  };
}
type KeptView = KeptGroups["groups"][number]["files"][number]["view"];

type ViewState = monaco.editor.ICodeEditorViewState;

/** The editor may have drawn the file already, while others were still opened. */
function restoreView({ model }: Document, group: string, view: ViewState): void {
  keepView(model, group, view);
  const editor = editorOf(group);
  if (editor?.getModel() === model) editor.restoreViewState(view);
}

/** Puts the groups as they were, as far as their files are open, and opens their pages. */
export function restoreKeptGroups(kept: KeptGroups): void {
  const ids = kept.groups.map(({ id }) => id);
  if (new Set(ids).size !== ids.length || !isTreeOf(kept.tree, ids)) return;
  const words = kept.groups.flatMap(({ pages }) => pages);
  for (const word of words) reopenPage(word);
  const open = new Map(documents.get().map((document) => [document.id, document]));
  restoreGroups({
    tree: kept.tree,
    focused: ids.includes(kept.focused) ? kept.focused : (ids[0] ?? ""),
    groups: kept.groups.map(({ id, files, file, pages, page }) => {
      const here = files.flatMap(({ id: own, view }) => {
        const document = open.get(own);
        if (document && view) restoreView(document, id, view as unknown as ViewState);
        return document ?? [];
      });
      const front = here.find((document) => document.id === file) ?? here[0] ?? null;
      const herePages = pages.flatMap((word) => pageOfWord(word) ?? []);
      const frontPage = herePages.find((one) => one.kept === page) ?? null;
      return { id, files: here, pages: herePages, file: front, page: frontPage };
    }),
  });
}
