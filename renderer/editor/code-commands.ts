/** The commands on what the editor knows of the code: definitions, uses, another name, problems. Monaco carries them out. */
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { triggerEditor } from "../code/instance";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";

const action = (id: string, title: string, monacoAction: string): Command => ({
  id,
  title,
  available: () => activeDocument.get() !== null,
  run: () => triggerEditor(monacoAction),
});

/** Registers them; returns a function that takes them back. */
export function registerCodeCommands(): () => void {
  addToMenu("edit", 500, "code.definition", "code.peek", "code.references", "code.rename", "code.fix");
  addToMenu("edit", 600, "code.nextProblem", "code.previousProblem");
  return registerCommands(
    action("code.definition", t("Go to definition"), "editor.action.revealDefinition"),
    action("code.peek", t("Peek definition"), "editor.action.peekDefinition"),
    action("code.references", t("Find references"), "editor.action.goToReferences"),
    action("code.rename", t("Rename…"), "editor.action.rename"),
    action("code.fix", t("Quick fix…"), "editor.action.quickFix"),
    action("code.complete", t("Complete"), "editor.action.triggerSuggest"),
    action("code.nextProblem", t("Next problem"), "editor.action.marker.next"),
    action("code.previousProblem", t("Previous problem"), "editor.action.marker.prev"),
  );
}
