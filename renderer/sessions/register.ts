/** The page of sessions: its command. */
import { t } from "../../preload/texts/texts";
import { registerCommands } from "../floor/commands/commands";
import { sessionsOpen } from "./sessions-state";

/** Registers it; returns a function that takes it back. */
export function registerSessions(): () => void {
  return registerCommands({ id: "shell.sessions", title: t("Sessions"), run: () => sessionsOpen.set(true) });
}
