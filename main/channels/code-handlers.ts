/** Requests about code that the window cannot answer: settings of tools on disk, programs of the user's own. */
import type { RequestName } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import type { RuffSettingsFiles } from "../code/ruff-settings-files";
import { runFormatter } from "../code/run-formatter";
import { UserError } from "../floor/user-error";
import { findServer, type Machine } from "../language-servers/offered-servers";
import type { SettingsStore } from "../settings/settings-store";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type CodeRequests = Extract<
  RequestName,
  `ruff.${string}` | `formatter.${string}` | `languageServer.${string}`
>;

export function codeHandlers(
  ruff: RuffSettingsFiles,
  settings: SettingsStore,
  machine: Machine,
): SomeHandlers<AppWindow, CodeRequests> {
  return {
    "ruff.settings": ({ path }) => ruff.for(path),
    "formatter.run": ({ language, path, name, text }) => {
      // Only what the user's own settings have: a window says a language, never a program.
      const program = settings.get().formatters.find((each) => each.language === language);
      if (!program) throw new UserError(t("The settings have no formatter for {language}.", { language }));
      return runFormatter(program, { path, name, text });
    },
    "languageServer.find": async ({ language }) => {
      if (settings.get().languageServers.some((each) => each.language === language)) return null;
      const found = await findServer(language, machine);
      return found ? { name: found.name, command: found.program.command } : null;
    },
    "languageServer.use": async ({ language }) => {
      const found = await findServer(language, machine);
      if (!found) throw new UserError(t("No language server for {language} is found here.", { language }));
      const others = settings.get().languageServers.filter((each) => each.language !== language);
      settings.change({ languageServers: [...others, found.program] });
    },
  };
}
