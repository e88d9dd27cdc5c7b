/** The commands on what the editor knows of the code: definitions, uses, another name, problems. Monaco carries them out. */

import type { Settings } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { triggerEditor } from "../code/instance";
import { languageServers } from "../code/language-server/language-server";
import { organizeImports } from "../code/language-server/organize-imports";
import { changeSettings, settings } from "../floor/app";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { openPalette } from "../floor/palette-state";
import { addStatusItem } from "../floor/status-items";
import { ServerStatus } from "./server-status";

const action = (id: string, title: string, monacoAction: string): Command => ({
  id,
  title,
  available: () => activeDocument.get() !== null,
  run: () => triggerEditor(monacoAction),
});

type Checking = Settings["typeChecking"];

function checkingCommand(typeChecking: Checking, title: string): Command {
  const id = `settings.typeChecking${typeChecking[0]?.toUpperCase()}${typeChecking.slice(1)}`;
  showsAsChecked(id, () => settings.get().typeChecking === typeChecking, "radio");
  return { id, title, run: () => changeSettings({ typeChecking }) };
}

/** Those that are given up or silent may be started again; others only by whoever looks for the command. */
async function restartServers(): Promise<void> {
  for (const server of languageServers.get()) if (server.state.get().is !== "off") server.restart();
}

/** Registers them; returns a function that takes them back. */
export function registerCodeCommands(): () => void {
  addToMenu("edit", 500, "code.definition", "code.peek", "code.references", "code.rename", "code.fix");
  addToMenu("edit", 550, "code.organizeImports", "code.fileSymbols", "code.folderSymbols");
  addToMenu("edit", 600, "code.nextProblem", "code.previousProblem");
  addToMenu(
    "settings",
    700,
    "settings.typeCheckingOff",
    "settings.typeCheckingBasic",
    "settings.typeCheckingStrict",
    "settings.inlayHints",
  );
  addStatusItem(ServerStatus);
  showsAsChecked("settings.inlayHints", () => settings.get().inlayHints);
  return registerCommands(
    checkingCommand("off", t("Type checking: off")),
    checkingCommand("basic", t("Type checking: basic")),
    checkingCommand("strict", t("Type checking: strict")),
    {
      id: "settings.inlayHints",
      title: t("Types and argument names in the code"),
      run: () => changeSettings({ inlayHints: !settings.get().inlayHints }),
    },
    {
      id: "code.restartServers",
      title: t("Restart the language servers"),
      available: () => languageServers.get().some(({ state }) => state.get().is !== "off"),
      run: restartServers,
    },
    {
      id: "code.organizeImports",
      title: t("Organise imports"),
      available: () => activeDocument.get() !== null,
      run: organizeImports,
    },
    {
      id: "code.fileSymbols",
      title: t("Go to symbol in file…"),
      available: () => activeDocument.get() !== null,
      run: () => openPalette.set("fileSymbols"),
    },
    {
      id: "code.folderSymbols",
      title: t("Go to symbol in folder…"),
      run: () => openPalette.set("folderSymbols"),
    },
    action("code.definition", t("Go to definition"), "editor.action.revealDefinition"),
    action("code.peek", t("Peek definition"), "editor.action.peekDefinition"),
    action("code.references", t("Find references"), "editor.action.goToReferences"),
    action("code.rename", t("Rename…"), "editor.action.rename"),
    action("code.fix", t("Quick fix…"), "editor.action.quickFix"),
    action("code.complete", t("Complete"), "editor.action.triggerSuggest"),
    action("code.nextProblem", t("Next problem"), "editor.action.marker.next"),
    action("code.previousProblem", t("Previous problem"), "editor.action.marker.prev"),
  );
}
