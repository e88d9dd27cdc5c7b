/** The data viewer: opened from the workspace, and for the name under the cursor of the editor. */
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { codeEditor } from "../code/instance";
import { withMonaco } from "../code/monaco";
import { targetShell } from "../code/run-target";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { addStatusItem } from "../floor/status-items";
import type { ChannelClient } from "../kernels/channel-client";
import { expressionAt } from "./expression-at";
import { findVariable } from "./find-variable";
import { offerDataOnHover } from "./hover-data";
import { keepVariablePages, openVariable } from "./open";
import { openOutputsAsData } from "./open-output";
import { openTableFiles } from "./open-table-file";
import { SelectionTotals } from "./selection-totals";
import "./keys";

/** Registers them. Called once, before anything is drawn. */
export function registerData(channels: ChannelClient): void {
  openTableFiles(channels);
  keepVariablePages();
  openOutputsAsData();
  withMonaco(offerDataOnHover);
  registerCommands({
    id: "data.name",
    title: t("Show data of the name at the cursor"),
    available: () => activeDocument.get() !== null && targetShell.get() !== null,
    run: openAtCursor,
  });
  addToMenu("edit", 560, "data.name");
  addStatusItem(SelectionTotals);
}

async function openAtCursor(): Promise<void> {
  const shell = targetShell.get();
  const editor = codeEditor.get();
  const model = editor?.getModel();
  const selection = editor?.getSelection();
  if (!shell || !model || !selection) return;
  const selected = selection.isEmpty() ? "" : model.getValueInRange(selection).trim();
  const line = model.getLineContent(selection.positionLineNumber);
  const names = selected === "" ? expressionAt(line, selection.positionColumn - 1) : [selected];
  for (const name of names) {
    const found = await findVariable(shell, name);
    if (found) {
      openVariable(shell, name, found.path);
      return;
    }
  }
  const [name] = names;
  notify({
    level: "warning",
    sentence:
      name === undefined
        ? t("There is no name at the cursor.")
        : t("{shell} has no variable {name}. Run the code that makes it first.", { shell: shell.name, name }),
  });
}
