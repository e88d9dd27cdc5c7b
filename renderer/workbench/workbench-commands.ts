/** The commands on the window itself: what is shown, focus, theme, settings, palette, help. */

import type { Settings } from "../../preload/contract/settings";
import { THEMES, type Theme } from "../../preload/contract/themes";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { focusEditor } from "../code/instance";
import { flushBackups } from "../editor/backups";
import { changeSettings, openFolder, settings, startFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, findCommand, registerCommands, runCommand } from "../floor/commands/commands";
import { layout, type Part, partsInView, setShown, showFileBrowser } from "../floor/layout-state";
import { addToMenu } from "../floor/menus/menu";
import { openPalette } from "../floor/palette-state";
import { windowShells } from "../kernels/window-shells";
import { chooseProgram } from "./attach-items";
import "./keys";
import { flushWindowState } from "./window-state";

const CODE_SIZES = { smallest: 8, usual: 13, largest: 32 };

function toggleCommand(part: Part, title: string): Command {
  const isShown = () => partsInView(layout.get())[part];
  showsAsChecked(`view.${part}`, isShown);
  return { id: `view.${part}`, title, run: () => setShown(part, !isShown()) };
}

const themeCommandId = (theme: Theme) => `settings.theme${theme[0]?.toUpperCase()}${theme.slice(1)}`;

function themeCommand(theme: Theme, title: string): Command {
  const id = themeCommandId(theme);
  showsAsChecked(id, () => settings.get().theme === theme, "radio");
  return { id, title, run: () => changeSettings({ theme }) };
}

/** Languages are called by their own names: whoever does not read the one that is shown finds the other. */
function languageCommand(language: Settings["language"], title: string): Command {
  const id = `settings.language${language[0]?.toUpperCase()}${language.slice(1)}`;
  showsAsChecked(id, () => settings.get().language === language, "radio");
  return { id, title, run: () => changeSettings({ language }) };
}

function quitCommand(onQuit: "ask" | "keep" | "shutDown", title: string): Command {
  const id = `settings.onQuit${onQuit[0]?.toUpperCase()}${onQuit.slice(1)}`;
  showsAsChecked(id, () => settings.get().onQuit === onQuit, "radio");
  return { id, title, run: () => changeSettings({ onQuit }) };
}

async function setCodeSize(size: number): Promise<void> {
  await changeSettings({ codeFontSize: Math.min(CODE_SIZES.largest, Math.max(CODE_SIZES.smallest, size)) });
}

/** The n-th shell; when there is none, a new one with the n-th configuration, or else on the n-th kernel of the list. */
async function focusShell(number: number): Promise<void> {
  const shells = windowShells();
  setShown("shells", true);
  const shell = shells.shells.get()[number - 1];
  if (shell) {
    shells.show(shell);
    shell.focus();
    return;
  }
  if (findCommand(`configuration.${number}`)) {
    await runCommand(`configuration.${number}`);
    return;
  }
  const kernel = (await shells.kernels()).kernels[number - 1];
  if (!kernel) return;
  (await shells.start(kernel.id, startFolder(activeDocument.get()?.file.get().path ?? null))).focus();
}

async function pickFolder(argument: unknown): Promise<void> {
  const folder =
    typeof argument === "string"
      ? argument
      : await tandem.request("files.pickFolder", { folder: openFolder.get() });
  if (folder === null) return;
  openFolder.set(folder);
  showFileBrowser();
}

/** Loads the window anew with everything that it holds; kernels are not touched. */
export async function reloadWindow(): Promise<void> {
  await Promise.all([flushBackups(), flushWindowState()]);
  await tandem.request("window.reload");
}

const numbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;

function commands(): readonly Command[] {
  showsAsChecked("settings.startKernel", () => settings.get().startKernel);
  showsAsChecked("settings.dimPictures", () => settings.get().dimPictures);
  showsAsChecked("settings.notifyFinished", () => settings.get().notifyFinished);
  return [
    { id: "file.openFolder", title: t("Open folder…"), run: pickFolder },
    {
      id: "palette.commands",
      title: t("Commands, files and symbols…"),
      run: () => openPalette.set("commands"),
    },
    { id: "palette.files", title: t("Go to file…"), run: () => openPalette.set("files") },
    {
      id: "focus.editor",
      title: t("Go to editor"),
      run: () => {
        setShown("editor", true);
        focusEditor();
      },
    },
    {
      id: "focus.shell",
      title: t("Go to shell"),
      run: () => {
        setShown("shells", true);
        windowShells().front.get()?.focus();
      },
    },
    ...numbers.map((number) => ({
      id: `focus.shell${number}`,
      title: t("Go to shell {number}", { number }),
      run: () => focusShell(number),
    })),
    toggleCommand("editor", t("Show editor")),
    toggleCommand("shells", t("Show shells")),
    toggleCommand("tools", t("Show tools")),
    {
      id: "view.largerCode",
      title: t("Larger code"),
      run: () => setCodeSize(settings.get().codeFontSize + 1),
    },
    {
      id: "view.smallerCode",
      title: t("Smaller code"),
      run: () => setCodeSize(settings.get().codeFontSize - 1),
    },
    { id: "view.defaultCode", title: t("Code in usual size"), run: () => setCodeSize(CODE_SIZES.usual) },
    themeCommand("system", t("Theme of the system")),
    themeCommand("light", t("Light theme")),
    themeCommand("dark", t("Dark theme")),
    themeCommand("highContrastLight", t("High contrast, light")),
    themeCommand("highContrastDark", t("High contrast, dark")),
    themeCommand("solarizedLight", t("Solarized, light")),
    themeCommand("solarizedDark", t("Solarized, dark")),
    themeCommand("own", t("Theme of your own")),
    languageCommand("system", t("Language of the system")),
    languageCommand("en", t("Language: {name}", { name: "English" })),
    languageCommand("de", t("Language: {name}", { name: "Deutsch" })),
    {
      id: "settings.dimPictures",
      title: t("Dim pictures in the dark theme"),
      run: () => changeSettings({ dimPictures: !settings.get().dimPictures }),
    },
    {
      id: "settings.notifyFinished",
      title: t("Notify when long work is done"),
      run: () => changeSettings({ notifyFinished: !settings.get().notifyFinished }),
    },
    {
      id: "settings.startKernel",
      title: t("Start a kernel with the window"),
      run: () => changeSettings({ startKernel: !settings.get().startKernel }),
    },
    quitCommand("ask", t("On quitting, ask about running kernels")),
    quitCommand("keep", t("On quitting, keep kernels running")),
    quitCommand("shutDown", t("On quitting, shut kernels down")),
    { id: "window.minimize", title: t("Minimize window"), run: () => tandem.request("window.minimize") },
    {
      id: "window.toggleMaximize",
      title: t("Maximize or restore window"),
      run: () => tandem.request("window.toggleMaximize"),
    },
    { id: "window.reload", title: t("Reload window"), run: reloadWindow },
    {
      id: "window.new",
      title: t("New window"),
      // It has the folder of this one, and its shells work there.
      run: () =>
        tandem.request("window.open", { state: { folder: openFolder.get() }, sessions: [], size: null }),
    },
    { id: "window.close", title: t("Close window"), run: () => tandem.request("window.close") },
    { id: "app.quit", title: t("Quit"), run: () => tandem.request("app.quit") },
    { id: "help.commands", title: t("All commands and their keys"), run: () => openPalette.set("keys") },
  ];
}

function addMenuEntries(): void {
  addToMenu("file", 110, "window.new");
  addToMenu("file", 130, "file.openFolder");
  addToMenu("file", 400, "window.reload", "window.close", "app.quit");
  addToMenu("view", 100, "palette.commands", "palette.files");
  addToMenu("view", 200, "focus.editor", "focus.shell");
  addToMenu("view", 400, "view.editor", "view.shells", "view.tools");
  addToMenu("view", 600, "view.largerCode", "view.smallerCode", "view.defaultCode");
  addToMenu("settings", 100, ...THEMES.map(themeCommandId));
  addToMenu("settings", 200, "settings.dimPictures");
  addToMenu("settings", 300, "settings.languageSystem", "settings.languageEn", "settings.languageDe");
  addToMenu("settings", 400, "settings.startKernel", "settings.notifyFinished");
  addToMenu("settings", 500, "settings.onQuitAsk", "settings.onQuitKeep", "settings.onQuitShutDown");
  addToMenu("help", 100, "help.commands");
}

/** Adds the commands; returns a function that takes them back. */
export function registerWorkbenchCommands(): () => void {
  addMenuEntries();
  return registerCommands(...commands(), {
    id: "shell.attach",
    title: t("Attach to Python process…"),
    run: chooseProgram,
  });
}
