/** The language of main and of the pages that it serves: follows the setting, and the desktop where that says so. */
import { app } from "electron";
import type { Settings } from "../../preload/contract/settings";
import { locale, setLanguage } from "../../preload/texts/language";

/** Sets it for all that main says and serves from now on. Returns whether it is another one than before. */
export function speak({ language }: Pick<Settings, "language">): boolean {
  const before = locale();
  setLanguage(language === "system" ? app.getLocale() : language);
  return locale() !== before;
}
