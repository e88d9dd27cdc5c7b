/** The page of settings, and settings.json. */
import { COLOUR_TOKENS } from "../../preload/contract/themes";
import { t } from "../../preload/texts/texts";
import { changeSettings, settings } from "../floor/app";
import { registerCommands } from "../floor/commands/commands";
import { folderSettingsFile } from "../floor/folder-settings";
import { keyChoice } from "../floor/keys/user-keys";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { openPage, type Page } from "../floor/pages/pages";
import { theme } from "../floor/theme";
import { KeysPage } from "./keys-page";
import { openFolderSettings, openSettingsFile, SettingsPage } from "./settings-page";
import "./keys";

/** Writes the colours that are shown into the settings as a theme of one's own, unless there is one, and opens it there. */
async function beginOwnTheme(): Promise<void> {
  const { theme: wanted, ownTheme } = settings.get();
  if (Object.keys(ownTheme.colours).length === 0) {
    const base = wanted === "system" || wanted === "own" ? theme.get() : wanted;
    const style = getComputedStyle(document.documentElement);
    const colours = Object.fromEntries(
      COLOUR_TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]),
    );
    await changeSettings({ ownTheme: { base, colours } });
  }
  await changeSettings({ theme: "own" });
  await openSettingsFile({ name: "ownTheme" });
}

/** What is wrong in the open folder's settings is said once, and again when it is something else. */
function tellOfFolder(): void {
  let said = "";
  folderSettingsFile.subscribe(() => {
    const { file = "", problems = [] } = folderSettingsFile.get() ?? {};
    const [first] = problems;
    const sentence = first
      ? t("{file}, line {line}: {problem}", { file, line: String(first.line), problem: first.sentence })
      : "";
    if (sentence !== "" && sentence !== said) notify({ level: "warning", sentence });
    said = sentence;
  });
}

/** Adds its commands. Called once, at start. */
export function registerSettings(): void {
  const follow = () => keyChoice.set(settings.get());
  tellOfFolder();
  settings.subscribe(follow);
  follow();
  addToMenu("settings", 50, "settings.open", "settings.keys", "settings.openFile", "settings.openFolderFile");
  addToMenu("settings", 110, "settings.beginOwnTheme");
  const settingsPage: Page = { key: "settings", kept: "settings", title: t("Settings"), View: SettingsPage };
  const keysPage: Page = { key: "keys", kept: "keys", title: t("Keys"), View: KeysPage };
  registerKeptPages((kept) => [settingsPage, keysPage].find((page) => page.kept === kept));
  registerCommands(
    {
      id: "settings.open",
      title: t("Settings…"),
      run: () => {
        openPage(settingsPage);
        document.querySelector<HTMLElement>(".settings-head input")?.focus();
      },
    },
    {
      id: "settings.keys",
      title: t("Keys…"),
      run: () => {
        openPage(keysPage);
        document.querySelector<HTMLElement>(".settings-head input")?.focus();
      },
    },
    { id: "settings.beginOwnTheme", title: t("Begin a theme of your own"), run: beginOwnTheme },
    {
      id: "settings.openFolderFile",
      title: t("Open the folder's settings"),
      run: openFolderSettings,
    },
    { id: "settings.openFile", title: t("Open settings.json"), run: () => openSettingsFile() },
  );
}
