/** The window's start: takes over what main knows, and brings back what was open. */
import type { RequestOutput } from "../../preload/contract/requests";
import { activeDocument, documents, openDocument, restoreDocument } from "../code/documents";
import { focusEditor, startAt } from "../code/instance";
import { openPath } from "../code/open-path";
import { ties } from "../code/run-target";
import { closedPaths } from "../editor/closing";
import { restoreKeptGroups } from "../editor/groups/kept-groups";
import { mainFile } from "../editor/main-file";
import { facts, openFolder, userSettings } from "../floor/app";
import { restoreStores } from "../floor/kept-stores";
import { layout } from "../floor/layout-state";
import { notify, sentenceOf } from "../floor/notices/notices";
import { windowShells } from "../kernels/window-shells";
import { followKeyboardPlace } from "./keyboard-place";
import { readWindowState, type WindowState } from "./window-state";

type Started = RequestOutput<"app.start">;

/** Shows an error that is no reason to stop. */
function tell(error: unknown): void {
  notify({ level: "error", sentence: sentenceOf(error) });
}

/** Takes over what main knows and the window remembers of itself. */
export function takeOver(started: Started): WindowState {
  facts.set({
    version: started.version,
    platform: started.platform,
    home: started.home,
    profile: started.profile,
    typescriptLibrary: started.typescriptLibrary,
  });
  userSettings.set(started.settings);
  const state = readWindowState(started.windowState);
  openFolder.set(started.folder ?? state.folder);
  mainFile.set(state.main);
  ties.set(state.ties);
  closedPaths.set(state.closed);
  layout.set(state.layout);
  restoreStores(state.stores);
  followKeyboardPlace(state.keyboard);
  return state;
}

/** Opens the remembered files, those with unsaved text from their backups, then those of the command line. */
export async function restoreFiles(started: Started, state: WindowState): Promise<void> {
  const backups = new Map(started.backups.map((backup) => [backup.id, backup]));
  for (const { id, path, language } of state.files) {
    const backup = backups.get(id);
    backups.delete(id);
    if (backup) restoreDocument(backup, language);
    else if (path !== null) await openDocument(path, id).catch(tell);
  }
  for (const backup of backups.values()) restoreDocument(backup, "python");
  const active = documents.get().find((document) => document.id === state.active);
  if (active) activeDocument.set(active);
  if (state.groups) restoreKeptGroups(state.groups);
  for (const path of started.files) await openPath(path).catch(tell);
}

/** Puts the cursor where it was, once the editor is drawn, and the keyboard into the editor, if it was there. */
export function restoreCursor(state: WindowState): void {
  const document = activeDocument.get();
  if (!document) return;
  if (document.id === state.active) startAt(document, { lineNumber: state.line, column: state.column });
  // A file that was asked for just now is what the user came for.
  if (state.keyboard === "editor" || document.id !== state.active) focusEditor();
}

/**
 * Puts the keyboard into the shell in front, if it was among the shells or there is no file, unless it is somewhere by now.
 * To be called when the shells are there again.
 */
export function restoreKeyboard(state: WindowState): void {
  const document = activeDocument.get();
  const isEditors = document && (state.keyboard === "editor" || document.id !== state.active);
  if (isEditors || window.document.activeElement !== window.document.body) return;
  const shell = windowShells().front.get();
  if (shell) shell.focus();
  else if (document) focusEditor();
}
