/** The menus as data: every item is a command, by its id. An item whose command is not there is left out. */
import { t } from "../../preload/texts/texts";
import type { Menu, MenuItem } from "../floor/menus/menu";
import { allTools } from "../floor/tools";

const items = (...commands: string[]): MenuItem[] => commands.map((command) => ({ command }));

/** The first configurations; all of them are in the list of kernels and in the palette. */
const configurationItems = items(...Array.from({ length: 12 }, (_one, i) => `configuration.${i + 1}`));

/** The menus, with the tools that are registered by then. */
export const menus = (): readonly Menu[] => [
  {
    title: t("File"),
    groups: [
      items("file.new", "window.new", "file.open", "file.openFolder"),
      items("file.save", "file.saveAs", "file.saveAll"),
      items("file.close", "file.closeAll", "file.reopen"),
      items("window.reload", "window.close", "app.quit"),
    ],
  },
  {
    title: t("Edit"),
    groups: [
      items("edit.undo", "edit.redo"),
      items("edit.cut", "edit.copy", "edit.paste", "edit.selectAll"),
      items("edit.find", "edit.replace", "edit.goToLine"),
      items("edit.comment", "edit.indent", "edit.dedent"),
      items("code.definition", "code.peek", "code.references", "code.rename", "code.fix"),
      items("code.nextProblem", "code.previousProblem"),
    ],
  },
  {
    title: t("View"),
    groups: [
      items("palette.commands", "palette.files"),
      items("focus.editor", "focus.shell", "file.next", "file.previous"),
      items("view.previousCell", "view.nextCell"),
      ["view.editor", "view.shells", "view.tools"].map((command): MenuItem => ({ command, mark: "check" })),
      items("view.zoomIn", "view.zoomOut", "view.zoomReset"),
      items("view.largerCode", "view.smallerCode", "view.defaultCode"),
    ],
  },
  {
    title: t("Settings"),
    groups: [
      ["settings.themeSystem", "settings.themeLight", "settings.themeDark"].map(
        (command): MenuItem => ({ command, mark: "radio" }),
      ),
      [{ command: "settings.dimPictures", mark: "check" }],
      ["settings.languageSystem", "settings.languageEn", "settings.languageDe"].map(
        (command): MenuItem => ({ command, mark: "radio" }),
      ),
      [
        { command: "settings.startKernel", mark: "check" },
        { command: "settings.notifyFinished", mark: "check" },
      ],
      ["settings.onQuitAsk", "settings.onQuitKeep", "settings.onQuitShutDown"].map(
        (command): MenuItem => ({ command, mark: "radio" }),
      ),
      [{ command: "settings.checkForUpdates", mark: "check" }],
    ],
  },
  {
    title: t("Shell"),
    groups: [
      items("shell.new", "shell.choose", "shell.join", "shell.running", "shell.sessions"),
      [...configurationItems, ...items("configurations.edit")],
      items(
        "shell.clear",
        "shell.undoClear",
        "shell.copyAll",
        "shell.saveText",
        "shell.saveHtml",
        "shell.searchHistory",
      ),
      items("shell.find", "shell.findNext", "shell.findPrevious"),
      items("shell.previousBlock", "shell.nextBlock", "shell.showHidden", "shell.debug"),
      items("shell.interrupt", "shell.restart", "shell.shutdown", "shell.leave"),
      items(
        "shell.rename",
        "shell.duplicate",
        "shell.moveRight",
        "shell.moveBelow",
        "shell.moveToPane",
        "shell.moveToWindow",
        "shell.moveToNextWindow",
      ),
      items("shell.next", "shell.previous", "shell.close"),
    ],
  },
  {
    title: t("Run"),
    groups: [
      items("run.cell", "run.cellAdvance"),
      items("run.selection", "run.selectionAdvance"),
      [...items("run.file", "run.main"), { command: "run.useAsMain", mark: "check" }],
      items("run.fileAsScript", "run.mainAsScript"),
      items("debugger.continue", "debugger.next", "debugger.step"),
    ],
  },
  { title: t("Tools"), groups: [items(...allTools().map(({ command }) => command))] },
  { title: t("Help"), groups: [items("help.commands"), items("help.checkForUpdates", "help.about")] },
];
