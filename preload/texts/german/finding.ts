/** Finding and replacing in the files of a folder. */
import type { Entries } from "./entries";

export const finding = {
  "Find in files": "In Dateien suchen",
  "Replace in files": "In Dateien ersetzen",
  "Next place found in files": "Nächste Fundstelle in Dateien",
  "Previous place found in files": "Vorige Fundstelle in Dateien",
  "Replace with": "Ersetzen durch",
  "Replace {count}": { singular: "Replace one", one: "Eine ersetzen", other: "{count} ersetzen" },
  "Where to search": "Wo gesucht wird",
  "Files to search": "Dateien, in denen gesucht wird",
  "Files to search, e.g. *.py, src": "Nur in diesen Dateien, z. B. *.py, src",
  "Files to leave out": "Dateien, die ausgelassen werden",
  "Files to leave out, e.g. *.csv, old/**": "Nicht in diesen Dateien, z. B. *.csv, old/**",
  "Leave out what .gitignore leaves out": "Auslassen, was .gitignore auslässt",
  "Searches {folder}": "Sucht in {folder}",
  "No folder is open: the open files are searched.":
    "Kein Ordner ist offen: gesucht wird in den offenen Dateien.",
  Results: "Fundstellen",
  "{count} places": { singular: "{count} place", one: "{count} Stelle", other: "{count} Stellen" },
  "{count} files": { singular: "{count} file", one: "{count} Datei", other: "{count} Dateien" },
  Stop: "Anhalten",
  "{places} in {files}": "{places} in {files}",
  "{name}, {count} places": {
    singular: "{name}, {count} place",
    one: "{name}, {count} Stelle",
    other: "{name}, {count} Stellen",
  },
  "Cell {cell}, line {line}: {text}": "Zelle {cell}, Zeile {line}: {text}",
  "Nothing found in {count} files": {
    singular: "Nothing found in one file",
    one: "In einer Datei nichts gefunden",
    other: "In {count} Dateien nichts gefunden",
  },
  "There is more: only the first places are shown": "Es gibt mehr: nur die ersten Stellen werden gezeigt",
  "{count} files could not be read": {
    singular: "One file could not be read",
    one: "Eine Datei war nicht lesbar",
    other: "{count} Dateien waren nicht lesbar",
  },
  "Replaced {places} in {files}.": "Ersetzt: {places} in {files}.",
  "{count} of them are open, and not saved yet.": {
    singular: "One of them is open, and not saved yet.",
    one: "Eine davon ist offen und noch nicht gespeichert.",
    other: "{count} davon sind offen und noch nicht gespeichert.",
  },
  "{name} is not what was searched any more, so nothing is replaced. Search again.":
    "{name} ist nicht mehr, was durchsucht wurde; es wird nichts ersetzt. Noch einmal suchen.",
  "{name} cannot be changed, so nothing is replaced.":
    "{name} lässt sich nicht ändern; es wird nichts ersetzt.",
  "{name} was changed meanwhile outside this window, and was left as it is.":
    "{name} wurde inzwischen außerhalb dieses Fensters geändert und bleibt, wie es ist.",
  "{name} is {encoding}, which has no “{sign}”. It was left as it is.":
    "{name} ist {encoding}, das kein „{sign}“ hat. Die Datei bleibt, wie sie ist.",
  "The files cannot be searched: {reason}.": "Die Dateien lassen sich nicht durchsuchen: {reason}.",
  "This cannot be searched for: {reason}.": "Danach lässt sich nicht suchen: {reason}.",
  "The search in files is missing in this installation of Tandem.":
    "Die Suche in Dateien fehlt in dieser Installation von Tandem.",
} as const satisfies Entries;
