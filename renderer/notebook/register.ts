/** Notebooks: their cells drawn over the text, and the commands on them. */
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { notebookMode } from "../code/notebook-mode";
import { addEditorLayer } from "../editor/layers";
import { restartAndRunCells } from "../editor/run";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import {
  canPaste,
  copyCell,
  cutCell,
  deleteCell,
  duplicateCell,
  insertCell,
  mergeCell,
  pasteCell,
  setType,
} from "./cell-actions";
import { registerMarkdownPreview } from "./markdown-preview";
import { followNamedKernels } from "./named-kernels";
import { NotebookLayer } from "./notebook-layer";
import { canPair, followPairs, pairWith } from "./pairs";

const isNotebook = () => activeDocument.get()?.notebook !== undefined;

/** A command on the cell at the line that its button gives, or on those that are selected. */
function command(
  id: string,
  title: string,
  run: (line?: number) => unknown,
  available = isNotebook,
): Command {
  return {
    id,
    title,
    available,
    run: async (argument?: unknown) => {
      await run((argument as { readonly line?: number } | undefined)?.line);
    },
  };
}

/** Registers all of it. Called once, before anything is drawn. */
export function registerNotebooks(): void {
  addEditorLayer(NotebookLayer);
  followNamedKernels();
  followPairs();
  registerMarkdownPreview();
  activeDocument.subscribe(() => notebookMode.set("command"));
  addToMenu("file", 232, "notebook.pair");
  addToMenu("run", 160, "notebook.restartRunAll");
  addToMenu(
    "edit",
    460,
    "notebook.insertAbove",
    "notebook.insertBelow",
    "notebook.duplicate",
    "notebook.delete",
  );
  addToMenu("edit", 470, "notebook.cut", "notebook.copy", "notebook.paste", "notebook.merge");
  addToMenu("edit", 480, "notebook.toCode", "notebook.toMarkdown", "notebook.toRaw");
  registerCommands(
    { id: "notebook.pair", title: t("Pair with…"), available: canPair, run: pairWith },
    command(
      "notebook.restartRunAll",
      t("Restart the kernel and run all cells"),
      restartAndRunCells,
      () => activeDocument.get() !== null,
    ),
    command("notebook.insertAbove", t("Insert cell above"), (line) => insertCell("above", line)),
    command("notebook.insertBelow", t("Insert cell below"), (line) => insertCell("below", line)),
    command("notebook.duplicate", t("Duplicate cell"), duplicateCell),
    command("notebook.delete", t("Delete cell"), deleteCell),
    command("notebook.cut", t("Cut cell"), cutCell),
    command("notebook.copy", t("Copy cell"), copyCell),
    command(
      "notebook.paste",
      t("Paste cells below"),
      (line) => pasteCell("below", line),
      () => isNotebook() && canPaste(),
    ),
    command("notebook.merge", t("Merge selected cells"), mergeCell),
    command("notebook.toCode", t("Make it a code cell"), (line) => setType("code", undefined, line)),
    command("notebook.toMarkdown", t("Make it a Markdown cell"), (line) =>
      setType("markdown", undefined, line),
    ),
    command("notebook.toRaw", t("Make it a raw cell"), (line) => setType("raw", undefined, line)),
  );
}
