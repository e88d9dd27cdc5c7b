/** The Monaco editor that is meant: that of the focused editor group, which shows the document in front. */
import { activePage } from "../floor/pages/pages";
import { createStore, type Store } from "../floor/store";
import type { Document } from "./documents";
import type { monaco } from "./monaco";

/** Null until it is on the page. */
export const codeEditor = createStore<monaco.editor.IStandaloneCodeEditor | null>(null);

/** Where a cursor is: line and column from 1, and how many characters are selected. */
export interface CursorPlace {
  readonly line: number;
  readonly column: number;
  readonly selected: number;
}

const START: CursorPlace = { line: 1, column: 1, selected: 0 };

const cursors = new WeakMap<object, Store<CursorPlace>>();

/** Where the cursor of one editor is. */
export function cursorOf(editor: monaco.editor.IStandaloneCodeEditor): Store<CursorPlace> {
  let own = cursors.get(editor);
  if (!own) {
    own = createStore(START);
    cursors.set(editor, own);
  }
  return own;
}

/** Where the cursor of the editor that is meant is. */
export const cursor = createStore<CursorPlace>(START);

let stopFollowing: (() => void) | undefined;
codeEditor.subscribe(() => {
  stopFollowing?.();
  const editor = codeEditor.get();
  const own = editor && cursorOf(editor);
  const follow = () => own && cursor.set(own.get());
  stopFollowing = own?.subscribe(follow);
  follow();
});

/** The editor is to have the keyboard, but was not drawn yet. */
let focusIsDue = false;

/** Puts the keyboard into the editor, now or when it is drawn. */
export function focusEditor(): void {
  const editor = codeEditor.get();
  editor?.focus();
  focusIsDue = !editor?.hasTextFocus();
}

/** To be called when the editor is drawn with a document, and when a page that covered it is gone. */
export function takeDueFocus(): void {
  if (focusIsDue) focusEditor();
}

/** Runs one of Monaco's own actions, e.g. "editor.action.commentLine". */
export function triggerEditor(action: string): void {
  const editor = codeEditor.get();
  editor?.focus();
  editor?.trigger("command", action, null);
}

/** The part of Monaco's editor that knows its keys; it is not among the public ones. */
interface WithKeys {
  readonly _standaloneKeybindingService?: { readonly inChordMode: boolean };
}

/** Whether the editor waits for the second key of a chord: of Ctrl+K Ctrl+I the Ctrl+I is no other command's. */
export function isInChord(): boolean {
  return (codeEditor.get() as WithKeys | null)?._standaloneKeybindingService?.inChordMode === true;
}

/** Puts the cursor at the start of a line (from 1) and shows it, in front of any page. */
export function goToLine(line: number): void {
  const editor = codeEditor.get();
  if (!editor) return;
  activePage.set(null);
  editor.setPosition({ lineNumber: line, column: 1 });
  editor.revealLineNearTop(line);
  focusEditor();
}

const startPositions = new WeakMap<Document, monaco.IPosition>();

/** Where the cursor is to be when a document is drawn for the first time. */
export function startAt(document: Document, position: monaco.IPosition): void {
  startPositions.set(document, position);
}

/** Where that is. */
export function startOf(document: Document): monaco.IPosition | undefined {
  return startPositions.get(document);
}
