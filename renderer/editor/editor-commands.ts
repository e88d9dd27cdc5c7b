/** The commands on files, text and running. */
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents, newDocument } from "../code/documents";
import { codeEditor, focusEditor, triggerEditor } from "../code/instance";
import { languageOfKernel } from "../code/languages";
import { openPath } from "../code/open-path";
import { changeSettings, openFolder, settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { activePage, closePage } from "../floor/pages/pages";
import { openPalette } from "../floor/palette-state";
import { folderOf } from "../floor/paths";
import { windowShells } from "../kernels/window-shells";
import "./keys";
import { closeTabs } from "./close-tabs";
import { closeDocuments, closedPaths, reopenClosed } from "./closing";
import { focusedGroup, showInGroup } from "./groups/groups";
import { isPinned } from "./groups/pinned";
import { mainDocument, runMainFile, toggleMainFile } from "./main-file";
import {
  goToCell,
  runCell,
  runCellAndAdvance,
  runFile,
  runFileAsScript,
  runSelection,
  runSelectionAndAdvance,
} from "./run";
import { save, saveAll, saveAs } from "./saving";

const hasFile = () => activeDocument.get() !== null;

/** The document that a control gives, or the one in front. */
export function chosen(argument: unknown): Document | null {
  return documents.get().find((document) => document === argument) ?? activeDocument.get();
}

/** The language of a new file: that of the shell in front, else Python. */
function newLanguage(): string {
  const shell = windowShells().front.get();
  return (shell && languageOfKernel(shell.language)?.id) ?? "python";
}

async function open(argument: unknown): Promise<void> {
  const shown = activeDocument.get()?.file.get().path;
  const paths =
    typeof argument === "string"
      ? [argument]
      : await tandem.request("files.pickOpen", { folder: shown ? folderOf(shown) : openFolder.get() });
  for (const path of paths) await openPath(path);
}

const hasOtherFile = () => focusedGroup().files.length > 1;

function step(by: 1 | -1): void {
  const { id, files, file } = focusedGroup();
  const at = files.findIndex((document) => document === file);
  const next = files[(at + by + files.length) % files.length];
  if (next) showInGroup(id, next);
}

const fileCommands: readonly Command[] = [
  {
    id: "file.new",
    title: t("New file"),
    run: () => {
      newDocument(newLanguage());
      focusEditor();
    },
  },
  { id: "file.open", title: t("Open…"), run: open },
  {
    id: "file.save",
    title: t("Save"),
    available: hasFile,
    run: async () => {
      const document = activeDocument.get();
      if (document) await save(document);
    },
  },
  {
    id: "file.saveAs",
    title: t("Save as…"),
    available: hasFile,
    run: async () => {
      const document = activeDocument.get();
      if (document) await saveAs(document);
    },
  },
  {
    id: "file.saveAll",
    title: t("Save all"),
    available: () => documents.get().some((document) => document.modified.get()),
    run: async () => {
      await saveAll();
    },
  },
  {
    id: "file.close",
    title: t("Close file"),
    available: () => hasFile() || activePage.get() !== null,
    run: async (argument) => {
      const page = activePage.get();
      if (page && argument === undefined) {
        closePage(page);
        return;
      }
      const document = chosen(argument);
      const hadFocus = codeEditor.get()?.hasTextFocus() ?? false;
      if (document && (await closeTabs([document])) && hadFocus) focusEditor();
    },
  },
  {
    id: "file.closeAll",
    title: t("Close all files"),
    available: hasFile,
    run: async () => {
      await closeDocuments(documents.get().filter((document) => !isPinned(document)));
    },
  },
  {
    id: "file.reopen",
    title: t("Reopen closed file"),
    available: () => closedPaths.get().length > 0,
    run: reopenClosed,
  },
  { id: "file.next", title: t("Next file"), available: hasOtherFile, run: () => step(1) },
  {
    id: "file.previous",
    title: t("Previous file"),
    available: hasOtherFile,
    run: () => step(-1),
  },
];

const runCommands: readonly Command[] = [
  { id: "run.cell", title: t("Run cell"), available: hasFile, run: runCell },
  { id: "run.cellAdvance", title: t("Run cell and advance"), available: hasFile, run: runCellAndAdvance },
  { id: "run.selection", title: t("Run selection or statement"), available: hasFile, run: runSelection },
  {
    id: "run.selectionAdvance",
    title: t("Run selection or statement and advance"),
    available: hasFile,
    run: runSelectionAndAdvance,
  },
  { id: "run.file", title: t("Run file"), available: hasFile, run: () => runFile() },
  { id: "run.main", title: t("Run main file"), run: () => runMainFile() },
  {
    id: "run.fileAsScript",
    title: t("Run file as script"),
    available: hasFile,
    run: () => runFileAsScript(),
  },
  { id: "run.mainAsScript", title: t("Run main file as script"), run: () => runMainFile(runFileAsScript) },
  {
    id: "run.changeFolder",
    title: t("Change to the file's folder when running a file"),
    run: () => changeSettings({ changeFolder: !settings.get().changeFolder }),
  },
  {
    id: "run.useAsMain",
    title: t("Main file"),
    available: hasFile,
    run: (argument) => toggleMainFile(chosen(argument)),
  },
];

const monacoCommand = (id: string, title: string, action: string): Command => ({
  id,
  title,
  available: () => hasFile() && activePage.get() === null,
  run: () => triggerEditor(action),
});

const textCommands: readonly Command[] = [
  monacoCommand("edit.find", t("Find"), "actions.find"),
  monacoCommand("edit.replace", t("Replace"), "editor.action.startFindReplaceAction"),
  monacoCommand("edit.comment", t("Comment lines in and out"), "editor.action.commentLine"),
  monacoCommand("edit.indent", t("Indent lines"), "editor.action.indentLines"),
  monacoCommand("edit.dedent", t("Dedent lines"), "editor.action.outdentLines"),
  {
    id: "file.encoding",
    title: t("Encoding…"),
    available: hasFile,
    run: () => openPalette.set("encoding"),
  },
  {
    id: "file.reopenEncoding",
    title: t("Reopen with encoding…"),
    available: () => activeDocument.get()?.file.get().path != null,
    run: () => openPalette.set("reopenEncoding"),
  },
  {
    id: "file.saveEncoding",
    title: t("Save with encoding…"),
    available: hasFile,
    run: () => openPalette.set("saveEncoding"),
  },
  { id: "file.lineEnds", title: t("Line ends…"), available: hasFile, run: () => openPalette.set("lineEnds") },
  {
    id: "file.indentation",
    title: t("Indentation…"),
    available: hasFile,
    run: () => openPalette.set("indentation"),
  },
  { id: "edit.goToLine", title: t("Go to line…"), available: hasFile, run: () => openPalette.set("line") },
  { id: "view.previousCell", title: t("Previous cell"), available: hasFile, run: () => goToCell(-1) },
  { id: "view.nextCell", title: t("Next cell"), available: hasFile, run: () => goToCell(1) },
  {
    id: "view.wordWrap",
    title: t("Wrap long lines"),
    run: () => changeSettings({ wordWrap: !settings.get().wordWrap }),
  },
];

function addMenuEntries(): void {
  addToMenu("file", 100, "file.new");
  addToMenu("file", 120, "file.open");
  addToMenu("file", 200, "file.save", "file.saveAs", "file.saveAll");
  addToMenu("file", 300, "file.close", "file.closeAll", "file.reopen");
  addToMenu("edit", 300, "edit.find", "edit.replace", "edit.goToLine");
  addToMenu("edit", 400, "edit.comment", "edit.indent", "edit.dedent");
  addToMenu("view", 250, "file.next", "file.previous");
  addToMenu("view", 300, "view.previousCell", "view.nextCell");
  addToMenu("view", 620, "view.wordWrap");
  addToMenu("run", 100, "run.cell", "run.cellAdvance");
  addToMenu("run", 200, "run.selection", "run.selectionAdvance");
  addToMenu("run", 300, "run.file", "run.main", "run.useAsMain");
  addToMenu("run", 400, "run.fileAsScript", "run.mainAsScript");
  addToMenu("run", 350, "run.changeFolder");
}

/** Adds the commands; returns a function that takes them back. */
export function registerEditorCommands(): () => void {
  addMenuEntries();
  showsAsChecked("view.wordWrap", () => settings.get().wordWrap);
  showsAsChecked("run.changeFolder", () => settings.get().changeFolder);
  showsAsChecked("run.useAsMain", () => mainDocument() !== null && mainDocument() === activeDocument.get());
  return registerCommands(...fileCommands, ...textCommands, ...runCommands);
}
