/** German texts of the logger. */
import type { Entries } from "./entries";

export const logger = {
  Logger: "Protokoll",
  "What is shown": "Was gezeigt wird",
  "Messages of the kernel": "Nachrichten des Kernels",
  "Log of its host": "Log seines Hosts",
  "Log of the app": "Log der App",
  "Open a shell to see its messages.": "Eine Shell öffnen, um ihre Nachrichten zu sehen.",
  "Filter the log": "Log filtern",
  "{size} before this are left out.": "{size} davor sind weggelassen.",
  "Nothing stands in this log.": "In diesem Log steht nichts.",
  "{count} messages were saved as {path}.": {
    singular: "{count} message was saved as {path}.",
    one: "{count} Nachricht wurde als {path} gespeichert.",
    other: "{count} Nachrichten wurden als {path} gespeichert.",
  },
  "Filter the messages": "Nachrichten filtern",
  "Filter: words, -words to leave out": "Filter: Wörter, -Wörter zum Weglassen",
  "Go on": "Weiter",
  Pause: "Anhalten",
  Clear: "Leeren",
  "Save as JSON lines…": "Als JSON-Zeilen speichern …",
  "{count} messages": { singular: "{count} message", one: "{count} Nachricht", other: "{count} Nachrichten" },
  "{count} dropped from view; the session’s log has its outputs all the same":
    "{count} nicht gezeigt; das Log der Sitzung hat ihre Ausgaben trotzdem",
  "since {time}": "seit {time}",
  paused: "angehalten",
  "the kernel's host tells no messages": "der Host des Kernels sagt keine Nachrichten",
  "Message {type}": "Nachricht {type}",
  "What is long is cut off here.": "Langes ist hier abgeschnitten.",
  Messages: "Nachrichten",
} as const satisfies Entries;
