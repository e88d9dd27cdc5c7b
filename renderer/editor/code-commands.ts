/** The commands on what the editor knows of the code: definitions, uses, another name, problems. Monaco carries them out. */

import type { Settings } from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { codeEditor, triggerEditor } from "../code/instance";
import { fetchFixes } from "../code/language-server/features/code-actions";
import { languageServers } from "../code/language-server/language-server";
import { lookForServer } from "../code/language-server/own-servers";
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

/** Shows what would mend the problem at the cursor, when it is known; nothing when somebody has gone on meanwhile. */
async function showFixes(): Promise<void> {
  const document = activeDocument.get();
  const editor = codeEditor.get();
  const selection = editor?.getSelection();
  if (!document || !editor || !selection) return;
  const version = document.model.getVersionId();
  await fetchFixes(document, selection);
  const isAsItWas =
    activeDocument.get() === document &&
    document.model.getVersionId() === version &&
    editor.getSelection()?.equalsSelection(selection);
  if (isAsItWas) triggerEditor("editor.action.quickFix");
}

/** Those that are given up or silent may be started again; others only by whoever looks for the command. */
async function restartServers(): Promise<void> {
  for (const server of languageServers.get()) if (server.state.get().is !== "off") server.restart();
}

/** Registers them; returns a function that takes them back. */
export function registerCodeCommands(): () => void {
  addToMenu("edit", 500, "code.definition", "code.peek", "code.references", "code.rename", "code.fix");
  addToMenu("edit", 550, "code.fileSymbols", "code.folderSymbols");
  addToMenu("edit", 600, "code.nextProblem", "code.previousProblem");
  addToMenu(
    "settings",
    700,
    "settings.languageServer",
    "settings.typeCheckingOff",
    "settings.typeCheckingBasic",
    "settings.typeCheckingStrict",
    "settings.inlayHints",
  );
  addStatusItem(ServerStatus);
  showsAsChecked("settings.languageServer", () => settings.get().languageServer);
  showsAsChecked("settings.inlayHints", () => settings.get().inlayHints);
  return registerCommands(
    {
      id: "settings.languageServer",
      title: t("Use language servers"),
      run: () => changeSettings({ languageServer: !settings.get().languageServer }),
    },
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
      id: "code.lookForServer",
      title: t("Look for a language server"),
      available: () => activeDocument.get() !== null,
      run: lookForServer,
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
    {
      id: "code.fix",
      title: t("Quick fix…"),
      available: () => activeDocument.get() !== null,
      run: showFixes,
    },
    action("code.complete", t("Complete"), "editor.action.triggerSuggest"),
    action("code.nextProblem", t("Next problem"), "editor.action.marker.next"),
    action("code.previousProblem", t("Previous problem"), "editor.action.marker.prev"),
  );
}
