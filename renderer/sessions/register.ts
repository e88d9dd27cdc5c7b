/** The page of sessions: its command. */
import { t } from "../../preload/texts/texts";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { sessionsOpen } from "./sessions-state";

/** Registers it; returns a function that takes it back. */
export function registerSessions(): () => void {
  addToMenu("shell", 130, "shell.sessions");
  return registerCommands({ id: "shell.sessions", title: t("Sessions"), run: () => sessionsOpen.set(true) });
}
