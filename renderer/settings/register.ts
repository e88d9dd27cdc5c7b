/** The page of settings, and settings.json. */
import { t } from "../../preload/texts/texts";
import { settings } from "../floor/app";
import { registerCommands } from "../floor/commands/commands";
import { keyChoice } from "../floor/keys/user-keys";
import { addToMenu } from "../floor/menus/menu";
import { openPage } from "../floor/pages/pages";
import { KeysPage } from "./keys-page";
import { openSettingsFile, SettingsPage } from "./settings-page";
import "./keys";

/** Adds its commands. Called once, at start. */
export function registerSettings(): void {
  const follow = () => keyChoice.set(settings.get());
  settings.subscribe(follow);
  follow();
  addToMenu("settings", 50, "settings.open", "settings.keys", "settings.openFile");
  registerCommands(
    {
      id: "settings.open",
      title: t("Settings…"),
      run: () => {
        openPage({ key: "settings", title: t("Settings"), View: SettingsPage });
        document.querySelector<HTMLElement>(".settings-head input")?.focus();
      },
    },
    {
      id: "settings.keys",
      title: t("Keys…"),
      run: () => {
        openPage({ key: "keys", title: t("Keys"), View: KeysPage });
        document.querySelector<HTMLElement>(".settings-head input")?.focus();
      },
    },
    { id: "settings.openFile", title: t("Open settings.json"), run: () => openSettingsFile() },
  );
}
