/** Undo, clipboard and selection for whatever text has the keyboard: the editor, or a field like a shell's input. */
import { pressedKey } from "../../preload/contract/key-presses";
import { t } from "../../preload/texts/texts";
import { codeEditor, triggerEditor } from "../code/instance";
import { facts } from "../floor/app";
import { type Command, registerCommands, runCommand } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";

/** Runs Monaco's action when the editor has the keyboard, else the page's own. */
function onText(editorAction: string, pageAction: string): () => void {
  return () => {
    if (codeEditor.get()?.hasTextFocus()) triggerEditor(editorAction);
    else document.execCommand(pageAction);
  };
}

/** Whether what is typed there goes into a text. */
function takesText(element: Element | null): boolean {
  if (element === null) return false;
  return element.closest("input, textarea, select, .monaco-editor") !== null || isEditable(element);
}

const isEditable = (element: Element) => element instanceof HTMLElement && element.isContentEditable;

/**
 * Undo or redo of the text that has the keyboard; where nothing has it, of the editor's. Elsewhere the page would undo
 * in the field that was typed in last, wherever that is.
 */
function stepBack(action: "undo" | "redo"): () => void {
  return () => {
    const holder = document.activeElement;
    if (codeEditor.get()?.hasTextFocus() || holder === document.body) triggerEditor(action);
    else if (takesText(holder)) document.execCommand(action);
  };
}

const UNDO_KEYS: Readonly<Record<string, string>> = {
  "Ctrl+Z": "edit.undo",
  "Ctrl+Y": "edit.redo",
  "Ctrl+Shift+Z": "edit.redo",
};

/** Undo's keys where the keyboard is in no text: see `stepBack`. What has an undo of its own takes the key before. */
function onUndoKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || takesText(document.activeElement)) return;
  const command = UNDO_KEYS[pressedKey(event, facts.get().platform === "darwin") ?? ""];
  if (command === undefined) return;
  event.preventDefault();
  void runCommand(command);
}

async function paste(): Promise<void> {
  const text = await navigator.clipboard.readText();
  const editor = codeEditor.get();
  if (editor?.hasTextFocus()) editor.trigger("command", "paste", { text });
  else document.execCommand("insertText", false, text);
}

const commands: readonly Command[] = [
  { id: "edit.undo", title: t("Undo"), run: stepBack("undo") },
  { id: "edit.redo", title: t("Redo"), run: stepBack("redo") },
  { id: "edit.cut", title: t("Cut"), run: onText("editor.action.clipboardCutAction", "cut") },
  { id: "edit.copy", title: t("Copy"), run: onText("editor.action.clipboardCopyAction", "copy") },
  { id: "edit.paste", title: t("Paste"), run: paste },
  { id: "edit.selectAll", title: t("Select all"), run: onText("editor.action.selectAll", "selectAll") },
];

/** Adds the commands; returns a function that takes them back. */
export function registerTextCommands(): () => void {
  addToMenu("edit", 100, "edit.undo", "edit.redo");
  addToMenu("edit", 200, "edit.cut", "edit.copy", "edit.paste", "edit.selectAll");
  window.addEventListener("keydown", onUndoKey);
  const unregister = registerCommands(...commands);
  return () => {
    window.removeEventListener("keydown", onUndoKey);
    unregister();
  };
}
