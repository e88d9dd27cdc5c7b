/** Undo, clipboard and selection for whatever text has the keyboard: the editor, or a field like a shell's input. */
import { t } from "../../preload/texts/texts";
import { codeEditor, triggerEditor } from "../code/instance";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";

/** Runs Monaco's action when the editor has the keyboard, else the page's own. */
function onText(editorAction: string, pageAction: string): () => void {
  return () => {
    if (codeEditor.get()?.hasTextFocus()) triggerEditor(editorAction);
    else document.execCommand(pageAction);
  };
}

async function paste(): Promise<void> {
  const text = await navigator.clipboard.readText();
  const editor = codeEditor.get();
  if (editor?.hasTextFocus()) editor.trigger("command", "paste", { text });
  else document.execCommand("insertText", false, text);
}

const commands: readonly Command[] = [
  { id: "edit.undo", title: t("Undo"), run: onText("undo", "undo") },
  { id: "edit.redo", title: t("Redo"), run: onText("redo", "redo") },
  { id: "edit.cut", title: t("Cut"), run: onText("editor.action.clipboardCutAction", "cut") },
  { id: "edit.copy", title: t("Copy"), run: onText("editor.action.clipboardCopyAction", "copy") },
  { id: "edit.paste", title: t("Paste"), run: paste },
  { id: "edit.selectAll", title: t("Select all"), run: onText("editor.action.selectAll", "selectAll") },
];

/** Adds the commands; returns a function that takes them back. */
export function registerTextCommands(): () => void {
  addToMenu("edit", 100, "edit.undo", "edit.redo");
  addToMenu("edit", 200, "edit.cut", "edit.copy", "edit.paste", "edit.selectAll");
  return registerCommands(...commands);
}
