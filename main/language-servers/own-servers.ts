/** Language servers that the user's settings name. */
import type { LanguageProgram } from "../../preload/contract/programs";
import { t } from "../../preload/texts/texts";
import { findCommand, type Machine } from "./offered-servers";
import type { ServerProgram } from "./server-process";

/**
 * How the server of a language is started.
 * @param programs those of the settings; a window names a language, never a program
 * @returns a sentence where it cannot be
 */
export async function ownServer(
  language: string,
  programs: readonly LanguageProgram[],
  machine: Machine,
): Promise<ServerProgram | string> {
  const program = programs.find((each) => each.language === language);
  if (!program) return t("The settings have no language server for {language}.", { language });
  const command = await findCommand(program.command, machine);
  if (command === undefined)
    return t("There is no program {command}. Install it, or mend the setting “languageServers”.", {
      command: program.command,
    });
  const { ELECTRON_RUN_AS_NODE: _electron, ...env } = machine.env;
  return {
    name: program.command,
    command,
    args: program.args,
    // Nobody sees a terminal.
    env: { ...env, NO_COLOR: "1", TERM: "dumb" },
  };
}
