import { t } from "../../../preload/texts/texts";
import { codeEditor } from "../../code/instance";
import { openFolder } from "../../floor/app";
import { addToMenu } from "../../floor/menus/menu";
import { pathWithin } from "../../floor/paths";
import { goToTool, type Tool } from "../../floor/tools/tools";
import { FindInFiles } from "./find-in-files";
import { find, followSearch, results, selectedText, wanted } from "./search-state";
import { searchTool, stepper } from "./search-tool-state";
import "./keys";

/** Brings the keyboard to its field, or to that of the replacement, with what is selected in the editor. */
async function ask(replacing: boolean): Promise<void> {
  const editor = codeEditor.get();
  const selection = editor?.hasTextFocus() ? editor.getSelection() : null;
  const text = selectedText((selection && editor?.getModel()?.getValueInRange(selection)) ?? undefined);
  goToTool(findInFilesTool.id);
  if (replacing) wanted.set((now) => ({ ...now, replacing: true }));
  const field = replacing && (text ?? wanted.get().text) !== "" ? "replacement" : "text";
  searchTool.set((now) => ({ ...now, asked: now.asked + 1, field }));
  if (text === null || (text === wanted.get().text && !replacing)) return;
  wanted.set((now) => ({ ...now, text, regexp: false }));
  await find();
}

const some = () => results.get().count > 0;

export const findInFilesTool: Tool = {
  id: "Find in files",
  title: t("Find in files"),
  command: "tools.findInFiles",
  icon: "search",
  place: "left",
  open: true,
  View: FindInFiles,
  ask: () => ask(false),
  commands: [
    {
      id: "search.inFolder",
      title: t("Find in this folder"),
      // From a folder's menu: by itself it would know of none.
      available: (folder) => typeof folder === "string",
      run: async (folder) => {
        const within = pathWithin(openFolder.get(), String(folder));
        await ask(false);
        searchTool.set((now) => ({ ...now, details: true }));
        wanted.set((now) => ({ ...now, include: within ? `${within}/**` : "" }));
        await find();
      },
    },
    { id: "search.replace", title: t("Replace in files"), run: () => ask(true) },
    { id: "search.next", title: t("Next place found in files"), available: some, run: () => stepper.run(1) },
    {
      id: "search.previous",
      title: t("Previous place found in files"),
      available: some,
      run: () => stepper.run(-1),
    },
  ],
  start: () => {
    followSearch();
    addToMenu("edit", 350, "tools.findInFiles", "search.replace");
  },
};
