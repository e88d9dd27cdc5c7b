/** Results beside the code: a layer over the editor, and the commands that say where they stand. */
import type { ResultsPlace } from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { addEditorLayer } from "../editor/layers";
import { changeSettings, settings } from "../floor/app";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { folderOf } from "../floor/paths";
import { canConvert, canExport, convertFile, exportPage } from "./export-notebook";
import { followTrust, isTrusted, trust } from "./notebook-trust";
import { followPast } from "./past-sessions";
import { Results } from "./result-layer";
import { forAllFiles, resultsPlaceOf, setResultsPlace } from "./results-place";
import { removeOutputs, saveResults } from "./saved-results";
import { savesOutputs } from "./saves-outputs";
import { isSaved, setSavesOutputs } from "./saving-outputs";

/** Of the notebook in front; null where none is, or where it was never saved. */
function folderOfNotebook(): string | null {
  const document = activeDocument.get();
  const path = document?.notebook ? document.file.get().path : null;
  return path === null ? null : folderOf(path);
}

const available = () => activeDocument.get() !== null;

function placeCommand(id: string, place: ResultsPlace, title: string): Command {
  showsAsChecked(
    id,
    () => {
      const document = activeDocument.get();
      return document !== null && resultsPlaceOf(document, settings.get()) === place;
    },
    "radio",
  );
  return {
    id,
    title,
    available,
    run: async () => {
      const document = activeDocument.get();
      if (document) await setResultsPlace(document, place);
    },
  };
}

/** Registers all of it. Called once, before anything is drawn. */
export function registerResults(): void {
  addEditorLayer(Results);
  addToMenu(
    "run",
    650,
    "notebook.trust",
    "notebook.saveOutputs",
    "notebook.saveOutputsHere",
    "notebook.saveOutputsInFolder",
  );
  addToMenu("run", 655, "notebook.removeOutputs");
  addToMenu("file", 230, "notebook.exportHtml", "notebook.exportPdf", "file.convert");
  showsAsChecked("notebook.saveOutputs", () => settings.get().notebookOutputs);
  showsAsChecked("notebook.saveOutputsHere", () => {
    const document = activeDocument.get();
    return document !== null && isSaved(document);
  });
  showsAsChecked("notebook.saveOutputsInFolder", () => {
    const folder = folderOfNotebook();
    return folder !== null && savesOutputs(folder, settings.get()).saves;
  });
  followTrust();
  saveResults();
  followPast();
  addToMenu("view", 350, "results.off", "results.under", "results.right", "results.forAll");
  registerCommands(
    placeCommand("results.off", "off", t("Results beside the code: off")),
    placeCommand("results.under", "under", t("Results beside the code: under the cell")),
    placeCommand("results.right", "right", t("Results beside the code: at the right")),
    {
      id: "results.forAll",
      title: t("Results beside the code: for all files as in this one"),
      available,
      run: async () => {
        const document = activeDocument.get();
        if (document) await forAllFiles(document);
      },
    },
    {
      id: "notebook.trust",
      title: t("Allow the scripts of this notebook's outputs"),
      available: () => {
        const document = activeDocument.get();
        return document?.notebook !== undefined && !isTrusted(document);
      },
      run: () => {
        const document = activeDocument.get();
        if (document) trust(document);
      },
    },
    {
      id: "notebook.saveOutputs",
      title: t("Save notebooks with their outputs"),
      run: () => changeSettings({ notebookOutputs: !settings.get().notebookOutputs }),
    },
    {
      id: "notebook.saveOutputsHere",
      title: t("Save this notebook with its outputs"),
      available: () => folderOfNotebook() !== null,
      run: async () => {
        const document = activeDocument.get();
        const path = document?.file.get().path;
        if (document && path != null) await setSavesOutputs(path, !isSaved(document));
      },
    },
    {
      id: "notebook.saveOutputsInFolder",
      title: t("Save the notebooks of this folder with their outputs"),
      available: () => folderOfNotebook() !== null,
      run: async () => {
        const folder = folderOfNotebook();
        if (folder !== null) await setSavesOutputs(folder, !savesOutputs(folder, settings.get()).saves);
      },
    },
    {
      id: "notebook.exportHtml",
      title: t("Export as HTML…"),
      available: canExport,
      run: () => exportPage("html"),
    },
    {
      id: "notebook.exportPdf",
      title: t("Export as PDF…"),
      available: canExport,
      run: () => exportPage("pdf"),
    },
    { id: "file.convert", title: t("Convert to…"), available: canConvert, run: convertFile },
    {
      id: "notebook.removeOutputs",
      title: t("Take the outputs out of this notebook"),
      available: () => activeDocument.get()?.notebook !== undefined,
      run: () => {
        const document = activeDocument.get();
        if (document) removeOutputs(document, null);
      },
    },
  );
}
