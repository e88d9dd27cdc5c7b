/** What the window remembers of itself: open files, folder, layout. Kept by main, read back at the next start. */

import * as v from "valibot";
import { Disposables } from "../../preload/floor/disposables";
import { activeDocument, documents } from "../code/documents";
import { cursor } from "../code/instance";
import { ties } from "../code/run-target";
import { closedPaths } from "../editor/closing";
import { groups } from "../editor/groups/groups";
import { groupViews, keptGroups, presentGroups } from "../editor/groups/kept-groups";
import { mainDocument, mainFile } from "../editor/main-file";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { keptStoreChanges, presentStores } from "../floor/kept-stores";
import { layout, layoutState, plain } from "../floor/layout-state";
import type { Readable } from "../floor/store";
import type { WindowShells } from "../kernels/shells";
import { keyboardPlace } from "./keyboard-place";

const SAVE_DELAY_MS = 400;

/** Each part falls back by itself: one that is broken costs no other. */
const windowState = v.object({
  files: v.fallback(
    v.array(v.object({ id: v.string(), path: v.nullable(v.string()), language: v.string() })),
    [],
  ),
  active: v.fallback(v.nullable(v.string()), null),
  main: v.fallback(v.nullable(v.string()), null),
  line: v.fallback(v.number(), 1),
  column: v.fallback(v.number(), 1),
  closed: v.fallback(v.array(v.string()), []),
  folder: v.fallback(v.nullable(v.string()), null),
  ties: v.fallback(v.record(v.string(), v.string()), {}),
  layout: v.fallback(layoutState, v.parse(layoutState, {})),
  /** Where the keyboard was. */
  keyboard: v.fallback(v.picklist(["editor", "shell"]), "editor"),
  groups: v.fallback(v.nullable(keptGroups), null),
  /** What the shells keep, in their own form. */
  shells: v.optional(v.unknown()),
  /** What features keep, by their names. */
  stores: v.fallback(v.record(v.string(), v.unknown()), {}),
});
export type WindowState = v.InferOutput<typeof windowState>;

/** The remembered state; what is missing or broken in it has its default. */
export function readWindowState(stored: unknown): WindowState {
  return v.parse(windowState, typeof stored === "object" && stored !== null ? stored : {});
}

let shells: WindowShells | undefined;

function currentState(): Record<string, unknown> {
  const { line, column } = cursor.get();
  const state: WindowState = {
    files: documents.get().map((document) => ({
      id: document.id,
      path: document.file.get().path,
      language: document.model.getLanguageId(),
    })),
    active: activeDocument.get()?.id ?? null,
    main: mainDocument()?.id ?? null,
    line,
    column,
    closed: [...closedPaths.get()],
    folder: openFolder.get(),
    ties: { ...ties.get() },
    layout: layout.get(),
    keyboard: keyboardPlace(),
    groups: presentGroups(),
    shells: shells?.present,
    stores: presentStores(),
  };
  return plain(state);
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Writes what is not remembered yet, now. */
export async function flushWindowState(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const sessions = shells?.shells.get().map(({ session }) => session) ?? [];
  await tandem.request("window.saveState", {
    state: currentState(),
    sessions: [...new Set(sessions)],
    documents: documents.get().map(({ id }) => id),
  });
}

/** Remembers every change from now on; returns a function that stops it. */
export function keepWindowState(own: WindowShells): () => void {
  shells = own;
  // The first change starts the clock and later ones do not put it off: who types on for hours is remembered too.
  const later = () => {
    timer ??= setTimeout(() => unawaited("flush window state", flushWindowState()), SAVE_DELAY_MS);
  };
  const stores: readonly Pick<Readable<unknown>, "subscribe">[] = [
    documents,
    activeDocument,
    cursor,
    groups,
    groupViews,
    mainFile,
    closedPaths,
    openFolder,
    ties,
    layout,
    keptStoreChanges,
    own.state,
  ];
  const stops = new Disposables(...stores.map((store) => store.subscribe(later)));
  // Main decides by it what a session's end means to other windows.
  stops.add(own.shells.subscribe(() => unawaited("flush window state", flushWindowState())));
  return () => {
    clearTimeout(timer);
    timer = undefined;
    stops.dispose();
  };
}
