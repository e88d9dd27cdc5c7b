/** The ways between a notebook's text and its cells: Esc to command mode, the arrows into cells that are drawn. */
import type { monaco } from "../code/monaco";
import { monaco as api } from "../code/monaco";
import { notebookMode } from "../code/notebook-mode";
import { selectLine } from "./cell-actions";
import type { DrawnRun } from "./hidden-lines";

/** What Esc closes first. */
const OPEN_THINGS = [
  ".suggest-widget.visible",
  ".find-widget.visible",
  ".parameter-hints-widget.visible",
  ".rename-box",
  ".peekview-widget",
  ".monaco-hover:not(.hidden)",
].join();

const opening = new WeakSet<monaco.editor.ITextModel>();
const isOpening = (model: monaco.editor.ITextModel) => opening.has(model);

/** To be called when a notebook comes in front: what gives the editor the keyboard in the same turn means its cells. */
export function comesInFront(model: monaco.editor.ITextModel): void {
  opening.add(model);
  setTimeout(() => opening.delete(model), 0);
}

/** @param runs what is drawn now */
export function followEditorKeys(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  runs: () => readonly DrawnRun[],
): monaco.IDisposable {
  const isHere = () => editor.getModel() === model;
  const listeners = [
    editor.onDidFocusEditorText(() => {
      if (!isHere()) return;
      // A notebook that is opened has the keyboard on its first cell, which stays drawn.
      if (isOpening(model)) notebookMode.set("command");
      else notebookMode.set("edit");
    }),
    // Whoever finds or goes to a text in a cell that is drawn means to see it.
    editor.onDidChangeCursorPosition(({ position, source, reason }) => {
      if (!isHere() || source === "api" || reason === api.editor.CursorChangeReason.ContentFlush) return;
      if (runs().some(({ from, to }) => from <= position.lineNumber && position.lineNumber <= to))
        if (editor.hasTextFocus() || editor.hasWidgetFocus()) notebookMode.set("edit");
    }),
    editor.onKeyDown((event) => {
      const { ctrlKey, altKey, shiftKey, metaKey, keyCode } = event;
      if (!isHere() || ctrlKey || altKey || shiftKey || metaKey || !editor.hasTextFocus()) return;
      const position = editor.getPosition();
      if (!position || isBusy(editor)) return;
      if (keyCode === api.KeyCode.Escape) {
        if ((editor.getSelections()?.length ?? 1) > 1) return;
        event.preventDefault();
        event.stopPropagation();
        notebookMode.set("command");
        return;
      }
      const by = keyCode === api.KeyCode.DownArrow ? 1 : keyCode === api.KeyCode.UpArrow ? -1 : 0;
      if (by === 0) return;
      const next = position.lineNumber + by;
      const run = runs().find(({ from, to }) => (by === 1 ? from === next : to === next));
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      selectLine(by === 1 ? run.from : run.to);
    }),
  ];
  return {
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

function isBusy(editor: monaco.editor.IStandaloneCodeEditor): boolean {
  const open = [
    ...(editor.getContainerDomNode().ownerDocument.querySelectorAll<HTMLElement>(OPEN_THINGS) ?? []),
  ];
  return open.some((one) => one.offsetParent !== null && one.offsetHeight > 0);
}
