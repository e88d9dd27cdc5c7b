/** The editor: files, cells, running code. */
import type { Entries } from "./entries";

export const editor = {
  // Commands.
  "New file": "Neue Datei",
  "Open…": "Öffnen …",
  Save: "Speichern",
  "Save all": "Alle speichern",
  "Close file": "Datei schließen",
  "Close files to the right": "Dateien rechts davon schließen",
  "Close other files": "Andere Dateien schließen",
  "Close saved files": "Gespeicherte Dateien schließen",
  "Copy path": "Pfad kopieren",
  "Copy path in the open folder": "Pfad im geöffneten Ordner kopieren",
  "Close all files": "Alle Dateien schließen",
  "Reopen closed file": "Geschlossene Datei wieder öffnen",
  "Next file": "Nächste Datei",
  "Previous file": "Vorherige Datei",
  "Run cell": "Zelle ausführen",
  "Run cell and advance": "Zelle ausführen und weiter",
  "Run selection or statement": "Auswahl oder Anweisung ausführen",
  "Run selection or statement and advance": "Auswahl oder Anweisung ausführen und weiter",
  "Run file": "Datei ausführen",
  "Run main file": "Hauptdatei ausführen",
  "Run file as script": "Datei als Skript ausführen",
  "Run all cells above": "Alle Zellen darüber ausführen",
  "Run all cells below": "Alle Zellen darunter ausführen",
  "Run this cell and all below": "Diese Zelle und alle darunter ausführen",
  "Change to the file's folder when running a file": "Beim Ausführen einer Datei in ihren Ordner wechseln",
  "Select cell": "Zelle auswählen",
  "Move cell up": "Zelle nach oben schieben",
  "Move cell down": "Zelle nach unten schieben",
  "Split cell before this line": "Zelle vor dieser Zeile teilen",
  "Join cell with the one below": "Zelle mit der darunter verbinden",
  "There is no cell to change places with. The lines before the first mark stay first.":
    "Es gibt keine Zelle, mit der sie tauschen kann. Die Zeilen vor der ersten Marke bleiben am Anfang.",
  "A cell cannot begin here. Put the cursor on a line of code, outside of strings.":
    "Hier kann keine Zelle beginnen. Den Cursor auf eine Codezeile setzen, außerhalb von Strings.",
  "There is no cell below this one.": "Unter dieser Zelle ist keine.",
  "Run main file as script": "Hauptdatei als Skript ausführen",
  "Main file": "Hauptdatei",
  "main|file": "Haupt",
  "There is no main file yet. Open one and choose Run > Main file.":
    "Es gibt noch keine Hauptdatei. Bitte eine öffnen und Ausführen > Hauptdatei wählen.",
  "There is no main file yet. Run {name} as the main file?":
    "Es gibt noch keine Hauptdatei. Soll {name} als Hauptdatei ausgeführt werden?",
  "Run {name}": "{name} ausführen",
  "Encoding…": "Zeichencodierung …",
  "Reopen with encoding…": "Mit Zeichencodierung neu öffnen …",
  "Save with encoding…": "Mit Zeichencodierung speichern …",
  "Line ends…": "Zeilenenden …",
  "Indentation…": "Einrückung …",
  "{name} has changes that are not saved. Reading it in another encoding gives them up.":
    "{name} hat Änderungen, die nicht gespeichert sind. In einer anderen Zeichencodierung gelesen, gehen sie verloren.",
  Replace: "Ersetzen",
  "Comment lines in and out": "Zeilen ein- und auskommentieren",
  "Indent lines": "Zeilen einrücken",
  "Dedent lines": "Zeilen ausrücken",
  "Go to line…": "Zu Zeile gehen …",
  "Previous cell": "Vorherige Zelle",
  "Next cell": "Nächste Zelle",
  Code: "Code",
  "All shells": "Alle Shells",
  "All tabs": "Alle Reiter",

  // Files.
  Files: "Dateien",
  "Editor: {name}": "Editor: {name}",
  "{name}, modified": "{name}, geändert",
  "Untitled {number}": "Unbenannt {number}",
  "Shell script": "Shell-Skript",
  "No file is open": "Keine Datei ist offen",
  "Write a new one, or open one from the disk.": "Eine neue schreiben oder eine vom Datenträger öffnen.",
  "Closed files": "Geschlossene Dateien",
  "About this file": "Zu dieser Datei",
  "{name} changed on disk, and has unsaved changes here.":
    "{name} wurde auf dem Datenträger geändert und hat hier nicht gespeicherte Änderungen.",
  "Decide…": "Entscheiden …",
  "Unsaved text of {name} could not be backed up: {reason}":
    "Nicht gespeicherter Text von {name} konnte nicht gesichert werden: {reason}",
  "Unsaved changes": "Nicht gespeicherte Änderungen",
  "{name} has changes that are not saved.": "{name} hat Änderungen, die nicht gespeichert sind.",
  "{count} files have changes that are not saved:": {
    singular: "{count} file has changes that are not saved:",
    one: "{count} Datei hat Änderungen, die nicht gespeichert sind:",
    other: "{count} Dateien haben Änderungen, die nicht gespeichert sind:",
  },
  Discard: "Verwerfen",
  "{name} is gone from the disk. Its text is still here: Save writes it again.":
    "{name} ist vom Datenträger verschwunden. Der Text ist noch hier: Speichern schreibt ihn neu.",
  "Changes on disk will not be noticed: {reason}":
    "Änderungen auf dem Datenträger werden nicht bemerkt: {reason}",
  "{name} is a binary file. Its bytes are shown, and cannot be changed here.":
    "{name} ist eine Binärdatei. Ihre Bytes werden gezeigt und können hier nicht geändert werden.",
  "{name} is a binary file. The first {shown} of {size} bytes are shown, and cannot be changed here.":
    "{name} ist eine Binärdatei. Die ersten {shown} von {size} Bytes werden gezeigt und können hier nicht geändert werden.",
  "{name} is read-only here. Save as… keeps your changes under another name.":
    "{name} ist hier schreibgeschützt. Speichern unter … behält Änderungen unter einem anderen Namen.",
  "{name} is not UTF-8: it was read as {encoding}, and is saved as {encoding}. The status bar has others.":
    "{name} ist nicht UTF-8: Die Datei wurde als {encoding} gelesen und wird als {encoding} gespeichert. Die Statusleiste hat andere.",
  "{name} declares {declared}, but its bytes are {encoding}: it was read so, and is saved so.":
    "{name} nennt {declared}, aber die Bytes sind {encoding}: Die Datei wurde so gelesen und wird so gespeichert.",
  "{name} is open with unsaved changes of its own. Close it first, or choose another name.":
    "{name} ist mit eigenen nicht gespeicherten Änderungen offen. Zuerst schließen oder einen anderen Namen wählen.",
  Encoding: "Zeichencodierung",
  "{name} is in {encoding}, which has no “{sign}” (line {line}). Save it as UTF-8?":
    "{name} ist in {encoding}, das kein „{sign}“ hat (Zeile {line}). Als UTF-8 speichern?",
  "{name} is in {encoding}, which has no “{sign}” (line {line}). Save it as UTF-8, and have it declare that?":
    "{name} ist in {encoding}, das kein „{sign}“ hat (Zeile {line}). Als UTF-8 speichern und das in der Datei angeben?",
  "Save as UTF-8": "Als UTF-8 speichern",
  "File changed on disk": "Datei auf dem Datenträger geändert",
  "{name} was changed by another program since it was opened, and has unsaved changes here.":
    "{name} wurde seit dem Öffnen von einem anderen Programm geändert und hat hier nicht gespeicherte Änderungen.",
  Overwrite: "Überschreiben",
  Reload: "Neu laden",

  // Cells and where code runs.
  "Cell at line {line}": "Zelle in Zeile {line}",
  "Run cell: {name}": "Zelle ausführen: {name}",
  "Queue cell: {name}": "Zelle einreihen: {name}",
  "Run cell and advance: {name}": "Zelle ausführen und weiter: {name}",
  "Queue cell and advance: {name}": "Zelle einreihen und weiter: {name}",
  "Queue cell": "Zelle einreihen",
  "and advance": "und weiter",
  "never run": "nie ausgeführt",
  "{state}, with the file": "{state}, mit der Datei",
  running: "läuft",
  ok: "ok",
  "edited since its run": "seit der Ausführung geändert",
  "kernel restarted since": "Kernel seitdem neu gestartet",
  "{state}: show the output of cell {cell}": "{state}: Ausgabe der Zelle {cell} zeigen",
  "{prompt}: show its output": "{prompt}: Ausgabe zeigen",
  "Run in": "Ausführen in",
  "No {language} shell": "Keine Shell für {language}",
  "{name} is not in a language that a kernel runs.": "{name} ist in keiner Sprache, die ein Kernel ausführt.",
  "There is no kernel for {language} on this machine, so {name} cannot run. Install one and choose Shell > New shell.":
    "Auf diesem Rechner gibt es keinen Kernel für {language}, daher kann {name} nicht ausgeführt werden. Einen installieren und Shell > Neue Shell wählen.",
  "No shell runs {language}. Start a kernel for {name}?":
    "Keine Shell führt {language} aus. Einen Kernel für {name} starten?",
  "Start {kernel}": "{kernel} starten",
  "This name cannot be changed.": "Dieser Name lässt sich nicht ändern.",
  "The language server does not answer.": "Der Sprachserver antwortet nicht.",
  "The language server sent something unknown.": "Der Sprachserver hat etwas Unbekanntes geschickt.",
  Problems: "Probleme",
  "Show the problems": "Die Probleme zeigen",
  "{count} more are not listed.": {
    singular: "{count} more is not listed.",
    one: "{count} weiteres steht nicht in der Liste.",
    other: "{count} weitere stehen nicht in der Liste.",
  },
  "Error, line {line}: {message}": "Fehler, Zeile {line}: {message}",
  "Warning, line {line}: {message}": "Warnung, Zeile {line}: {message}",
  "Hint, line {line}: {message}": "Hinweis, Zeile {line}: {message}",
  "Nothing is found wrong in the open files.": "In den offenen Dateien ist nichts auszusetzen.",
  "Go to definition": "Zur Definition gehen",
  "Peek definition": "Definition ansehen",
  "Find references": "Verwendungen finden",
  "Rename…": "Umbenennen …",
  "Quick fix…": "Schnell beheben …",
  Complete: "Vervollständigen",
  "Next problem": "Nächstes Problem",
  "Previous problem": "Voriges Problem",
} as const satisfies Entries;
