/** The page of settings, and settings.json. */
import { t } from "../../preload/texts/texts";
import { settings } from "../floor/app";
import { registerCommands } from "../floor/commands/commands";
import { keyChoice } from "../floor/keys/user-keys";
import { addToMenu } from "../floor/menus/menu";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { openPage, type Page } from "../floor/pages/pages";
import { KeysPage } from "./keys-page";
import { openSettingsFile, SettingsPage } from "./settings-page";
import "./keys";

/** Adds its commands. Called once, at start. */
export function registerSettings(): void {
  const follow = () => keyChoice.set(settings.get());
  settings.subscribe(follow);
  follow();
  addToMenu("settings", 50, "settings.open", "settings.keys", "settings.openFile");
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
    { id: "settings.openFile", title: t("Open settings.json"), run: () => openSettingsFile() },
  );
}
