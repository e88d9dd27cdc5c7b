/** The page of all sessions. */
import type { Entries } from "./entries";

export const sessions = {
  "just now": "gerade eben",
  "{count} bytes": { singular: "{count} byte", one: "{count} Byte", other: "{count} Byte" },
  "{count} days": { singular: "{count} day", one: "{count} Tag", other: "{count} Tage" },
  "ended just now": "gerade eben beendet",
  "kernel ended": "Kernel beendet",
  "ended {age} ago": "vor {age} beendet",
  "{count} days|ago": { singular: "{count} day", one: "{count} Tag", other: "{count} Tagen" },
  "over a day ago": "vor über einem Tag",
  "over a week ago": "vor über einer Woche",
  "over 30 days ago": "vor über 30 Tagen",
  "at any time": "irgendwann",
  Text: "Text",
  ended: "beendet",
  unusable: "unbrauchbar",
  Search: "Suchen",
  Export: "Exportieren",
  "Leave its kernel? It goes on where it was started; what it printed here is kept.":
    "Den Kernel verlassen? Er läuft weiter, wo er gestartet wurde; was er hier ausgegeben hat, bleibt.",
  "Shut its kernel down? Its variables are lost; what it printed is kept.":
    "Den Kernel beenden? Seine Variablen gehen verloren; was er ausgegeben hat, bleibt.",
  "Delete this session? What it printed is lost.":
    "Diese Sitzung löschen? Was darin ausgegeben wurde, geht verloren.",
  "Export as": "Exportieren als",
  "Search in {name}": "In {name} suchen",
  "Text in code or output": "Text in Code oder Ausgabe",
  "Reading …": "Wird gelesen …",
  "Close sessions": "Sitzungen schließen",
  "There are no sessions yet. Whatever a kernel prints is kept as a session, also when its window is closed.":
    "Es gibt noch keine Sitzungen. Was ein Kernel ausgibt, bleibt als Sitzung erhalten, auch wenn sein Fenster geschlossen ist.",
  "All sessions": "Alle Sitzungen",
  Folder: "Ordner",
  Age: "Alter",
  Size: "Größe",
  State: "Zustand",
  Actions: "Aktionen",
  "{running} running, {ended} ended, {size}": "{running} laufend, {ended} beendet, {size}",
  "Delete {count} sessions, {size}? Their output is lost.": {
    singular: "Delete {count} session, {size}? Its output is lost.",
    one: "{count} Sitzung löschen, {size}? Ihre Ausgabe geht verloren.",
    other: "{count} Sitzungen löschen, {size}? Ihre Ausgabe geht verloren.",
  },
  "Ended {age}": "Beendet {age}",
  "Clean up": "Aufräumen",
  "Clean up {count}…": "{count} aufräumen …",
} as const satisfies Entries;
