/** Newer versions of the app, and what its mark on the taskbar offers. */
import type { Entries } from "./entries";

export const updates = {
  "Opens another window": "Öffnet ein weiteres Fenster",
  "Tandem could not look for updates: {reason}. “Check for updates” tries again.":
    "Nach Aktualisierungen konnte nicht gesucht werden: {reason}. „Nach Aktualisierungen suchen“ versucht es noch einmal.",
  "Tandem {version} could not be fetched: {reason}. “Check for updates” tries again.":
    "Tandem {version} konnte nicht geladen werden: {reason}. „Nach Aktualisierungen suchen“ versucht es noch einmal.",
  "there is no room for it beside {file}": "neben {file} ist kein Platz dafür",
  "what arrived is damaged (its checksum is wrong)": "was ankam, ist beschädigt (die Prüfsumme stimmt nicht)",
  "the server has no list of versions for this system":
    "der Server hat keine Liste der Versionen für dieses System",
  "the server cannot be reached": "der Server ist nicht erreichbar",
  "the disk is full": "der Datenträger ist voll",
} as const satisfies Entries;
