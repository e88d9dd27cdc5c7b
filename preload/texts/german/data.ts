/** The data viewer. */
import type { Entries } from "./entries";

export const data = {
  "Data viewer": "Datenansicht",
  "Data: {name}": "Daten: {name}",
  "{rows} × {columns}": "{rows} × {columns}",
  "{count} rows": { singular: "1 row", one: "1 Zeile", other: "{count} Zeilen" },
  Row: "Zeile",
  "Go to row": "Zu Zeile",
  "Rows are numbered from 0 to {last}.": "Zeilen sind von 0 bis {last} nummeriert.",
  "Sorting and filtering…": "Wird sortiert und gefiltert …",
  "{name}: click to sort, with Shift to sort by it as well":
    "{name}: Klicken sortiert, mit Umschalt wird auch danach sortiert",
  "The kernel is gone. What was read of {name} is shown.":
    "Der Kernel ist weg. Gezeigt wird, was von {name} gelesen wurde.",
  "The kernel is gone, and {name} with it. Start it again, and run the code that makes {name}.":
    "Der Kernel ist weg und {name} mit ihm. Starte ihn neu und führe den Code aus, der {name} anlegt.",
  "{shell} is closed, and its kernel runs on. {name} is read again once the shell is shown.":
    "{shell} ist geschlossen, der Kernel läuft weiter. {name} wird gelesen, sobald die Shell zu sehen ist.",
  "The session of {shell} has ended, and {name} with it. Its inputs can be run again from its log.":
    "Die Sitzung von {shell} ist beendet und {name} mit ihr. Aus ihrem Protokoll lässt sich alles neu ausführen.",
  "Show the shell": "Shell zeigen",
  "Open its log": "Protokoll öffnen",
  "Run the code that makes it: then it is shown again.":
    "Führe den Code aus, der es anlegt: Dann ist es wieder zu sehen.",
  "Columns that were sorted or filtered by are not there any more.":
    "Spalten, nach denen sortiert oder gefiltert war, gibt es nicht mehr.",
  "This kernel's host is of an earlier version and cannot show data. Restart the kernel.":
    "Der Host dieses Kernels ist aus einer früheren Version und kann keine Daten zeigen. Kernel neu starten.",
  "Show data of the name at the cursor": "Daten des Namens am Cursor zeigen",
  "There is no name at the cursor.": "Am Cursor steht kein Name.",
  "{shell} has no variable {name}. Run the code that makes it first.":
    "{shell} hat keine Variable {name}. Erst den Code ausführen, der sie anlegt.",
  "The kernel cannot show data now: it is asked again.":
    "Der Kernel kann gerade keine Daten zeigen: Er wird noch einmal gefragt.",
  "{name} is not there any more.": "{name} gibt es nicht mehr.",
  "{name} is nothing that can be shown as a table, or sorted and filtered so.":
    "{name} lässt sich nicht als Tabelle zeigen oder so sortieren und filtern.",
  "This is too large to be sorted, filtered or searched where it is.":
    "Das ist zu groß, um dort sortiert, gefiltert oder durchsucht zu werden, wo es ist.",
  "Freeze the data": "Daten einfrieren",
  "This is too large to be copied: it cannot be frozen.":
    "Das ist zu groß für eine Kopie: Es lässt sich nicht einfrieren.",
  "{name} is not frozen any more: its copy is gone.": "{name} ist nicht mehr eingefroren: Die Kopie ist weg.",
  "frozen: what the variable holds by now is not shown":
    "eingefroren: Was die Variable inzwischen enthält, wird nicht gezeigt",
  "The filter's value does not fit the column.": "Der Wert des Filters passt nicht zur Spalte.",
  "Data of kernels of this language cannot be shown yet.":
    "Daten von Kerneln dieser Sprache können noch nicht gezeigt werden.",
  "The kernel failed to show it: {name}.": "Der Kernel konnte es nicht zeigen: {name}.",
  "Filter|data": "Filter",
  "As code": "Als Code",
  "This sort and filter cannot be said in one expression of this library.":
    "Dies lässt sich nicht in einem Ausdruck dieser Bibliothek sagen.",
  "The file in front is of another language: the code was copied.":
    "Die Datei im Vordergrund ist in einer anderen Sprache: Der Code wurde kopiert.",
  "{name} can only be read: the code was copied.": "{name} kann nur gelesen werden: Der Code wurde kopiert.",
  "No file is open to be written in: the code was copied.":
    "Keine Datei ist zum Schreiben offen: Der Code wurde kopiert.",
  "Remove filter: {filter}": "Filter entfernen: {filter}",
  "Filter by": "Filtern nach",
  "Filter by {name}…": "Nach {name} filtern …",
  "Add filter": "Filter hinzufügen",
  "Find in the data": "In den Daten suchen",
  "Searching…": "Sucht …",
  "Not found in the cells that were looked at": "In den durchgesehenen Zellen nicht gefunden",
  "The kernel cannot look now. Try again when it is idle.":
    "Der Kernel kann jetzt nicht nachsehen. Noch einmal versuchen, wenn er bereit ist.",
  "Read the data again": "Daten neu einlesen",
  "flux > 0.5, night is 2026-03-04, name contains lamp, flux is missing":
    "flux > 0.5, night is 2026-03-04, name contains lamp, flux is missing",
  "A column's name, a comparison and a value are needed.":
    "Nötig sind der Name einer Spalte, ein Vergleich und ein Wert.",
  "Only rows with this value": "Nur Zeilen mit diesem Wert",
  "Only rows where it is missing": "Nur Zeilen, in denen er fehlt",
  "Only rows where it is not missing": "Nur Zeilen, in denen er nicht fehlt",
  "Sort upwards": "Aufsteigend sortieren",
  "Sort downwards": "Absteigend sortieren",
  "As it is in the table": "Wie es in der Tabelle steht",
  "Copy|data": "Kopieren",
  "Copy with names": "Mit Namen kopieren",
  "Copy as Markdown": "Als Markdown kopieren",
  "Copy as code": "Als Code kopieren",
  "{count} cells are too many to be copied: {most} are the most. Save the table by code instead.":
    "{count} Zellen sind zu viele zum Kopieren, höchstens {most}. Die Tabelle besser mit Code speichern.",
  "The kernel did not tell the cells. Try again when it is idle.":
    "Der Kernel hat die Zellen nicht gesagt. Noch einmal versuchen, wenn er bereit ist.",
  "{count} cells": { singular: "1 cell", one: "1 Zelle", other: "{count} Zellen" },
  "sum {value}": "Summe {value}",
  "mean {value}": "Mittel {value}",
  "of the first cells": "der ersten Zellen",
  "{count} missing": "{count} fehlen",
  "{count} distinct": "{count} verschiedene",
  "Minimum: {value}": "Minimum: {value}",
  "First quartile: {value}": "Erstes Quartil: {value}",
  "Median: {value}": "Median: {value}",
  "Third quartile: {value}": "Drittes Quartil: {value}",
  "Maximum: {value}": "Maximum: {value}",
  "Mean: {value}": "Mittelwert: {value}",
  "Standard deviation: {value}": "Standardabweichung: {value}",
  "Of {seen} evenly spread rows of {rows}:": "Von {seen} gleichmäßig verteilten Zeilen aus {rows}:",
  "Index in dimension {number} of {length}": "Index in Dimension {number} der Länge {length}",
  "An index from 0 to {last}, or : for all; two dimensions are shown whole.":
    "Ein Index von 0 bis {last} oder : für alle; zwei Dimensionen werden ganz gezeigt.",
  "Reading: {percent} %, {rows} rows so far": "Wird gelesen: {percent} %, bisher {rows} Zeilen",
  "How the file is read": "Wie die Datei gelesen wird",
  "How the file is read: {format}": "Wie die Datei gelesen wird: {format}",
  "Menu of this column": "Menü dieser Spalte",
  "Reading the file": "Datei wird gelesen",
  "The reader of this file ended.": "Das Lesen dieser Datei ist abgebrochen.",
  "The reader of this file ended ({reason}).": "Das Lesen dieser Datei ist abgebrochen ({reason}).",
  "The reader of this file failed: {reason}": "Das Lesen dieser Datei ist gescheitert: {reason}",
  "The reader of this file sent something unknown.": "Beim Lesen dieser Datei kam etwas Unbekanntes an.",
  "What was asked of the reader of tables does not fit.": "Die Frage an das Lesen von Tabellen passt nicht.",
  "{count} files are open as tables: close one of them.": {
    singular: "1 file is open as a table: close it.",
    one: "1 Datei ist als Tabelle offen: Sie zuerst schließen.",
    other: "{count} Dateien sind als Tabellen offen: Eine davon zuerst schließen.",
  },
  "Read the data again to start it anew.": "Daten neu lesen startet es wieder.",
  "{name} was removed or renamed. What was open of it is shown.":
    "{name} wurde entfernt oder umbenannt. Gezeigt wird, was davon offen war.",
  "{name} has changed. Read the data again to see it as it is now.":
    "{name} hat sich geändert. Daten neu lesen zeigt den jetzigen Stand.",
  "{name} is not what its name says, or it is damaged.":
    "{name} ist nicht, was der Name sagt, oder ist beschädigt.",
  "{name} is cut off: its end is missing. Copy or make it once more.":
    "{name} ist abgeschnitten: Das Ende fehlt. Die Datei noch einmal kopieren oder erzeugen.",
  "{name} uses a part of its format that cannot be shown here. Read it by code.":
    "{name} nutzt einen Teil des Formats, der hier nicht gezeigt werden kann. Mit Code lesen.",
  "{name} is too large to be shown here. Read a part of it by code.":
    "{name} ist zu groß, um hier gezeigt zu werden. Einen Teil davon mit Code lesen.",
  "{name} is empty.": "{name} ist leer.",
  "You may not read {name}.": "{name} darf nicht gelesen werden.",
  "{name} could not be read.": "{name} konnte nicht gelesen werden.",
  "This part could not be read: {reason}.": "Dieser Teil konnte nicht gelesen werden: {reason}.",
  Comma: "Komma",
  Semicolon: "Semikolon",
  "Tab|separator": "Tabulator",
  "Bar |": "Strich |",
  Spaces: "Leerzeichen",
  Colon: "Doppelpunkt",
  Separator: "Trennzeichen",
  "Decimal sign": "Dezimalzeichen",
  "First row has names": "Erste Zeile hat Namen",
  "Encoding|data": "Kodierung",
  Part: "Teil",
  Import: "Importieren",
  "Open as text": "Als Text öffnen",
  "Only the first {count} parts are listed": "Nur die ersten {count} Teile stehen hier",
  "Insert code that reads the file": "Code einfügen, der die Datei liest",
  "Code for {library}": "Code für {library}",
  "{count} columns hidden": {
    singular: "1 column hidden",
    one: "1 Spalte verborgen",
    other: "{count} Spalten verborgen",
  },
  "Show all columns": "Alle Spalten zeigen",
  "Show {name}": "{name} zeigen",
  "Format…|cells": "Format …",
  "Colour scale": "Farbskala",
  "Colour scale in all columns": "Farbskala in allen Spalten",
  "Columns stand still up to here": "Spalten bis hier stehen fest",
  "Move column to the left": "Spalte nach links",
  "Move column to the right": "Spalte nach rechts",
  "Hide column": "Spalte verbergen",
  "Columns as they are in the table": "Spalten wie in der Tabelle",
  "By what the column has": "Nach dem Inhalt der Spalte",
  "As it was written": "Wie geschrieben",
  Date: "Datum",
  "Weekday and date": "Wochentag und Datum",
  "Time of day": "Uhrzeit",
  "{count} digits behind the point": {
    singular: "1 digit behind the point",
    one: "1 Stelle nach dem Komma",
    other: "{count} Stellen nach dem Komma",
  },
  "Thousands apart": "Tausender getrennt",
  "With an exponent": "Mit Exponent",
  Hexadecimal: "Hexadezimal",
  "All as {format}…": "Alles als {format} …",
  "{count} rows as shown, as {format}…": {
    singular: "1 row as shown, as {format}…",
    one: "1 Zeile wie gezeigt, als {format} …",
    other: "{count} Zeilen wie gezeigt, als {format} …",
  },
  "Writing {name}…": "{name} wird geschrieben …",
  "{name}: {count} rows written.": {
    singular: "{name}: 1 row written.",
    one: "{name}: 1 Zeile geschrieben.",
    other: "{name}: {count} Zeilen geschrieben.",
  },
  "{name} is there already, and was not touched.": "{name} gibt es schon und bleibt unverändert.",
  "The kernel needs the package {package} for this format.":
    "Der Kernel braucht für dieses Format das Paket {package}.",
  "A column has values that this format has no place for. Choose CSV, or hide the column.":
    "Eine Spalte hat Werte, die in dieses Format nicht passen. CSV wählen oder die Spalte verbergen.",
  "The table has changed meanwhile: {name} was not written.":
    "Die Tabelle hat sich inzwischen geändert: {name} wurde nicht geschrieben.",
  "{file} could not be written: {reason}.": "{file} konnte nicht geschrieben werden: {reason}.",
  "At most {most} columns can be chosen for a file.":
    "Höchstens {most} Spalten lassen sich für eine Datei wählen.",
  "This value does not fit the column.": "Dieser Wert passt nicht in die Spalte.",
  "This cell holds what cannot be written as a value. Assign it by code.":
    "Diese Zelle hält etwas, das sich nicht als Wert schreiben lässt. Mit Code zuweisen.",
  "The kernel does not answer now. Try again when it is idle.":
    "Der Kernel antwortet gerade nicht. Noch einmal versuchen, wenn er bereit ist.",
  "{code} failed. The shell says why.": "{code} ist gescheitert. Warum, steht in der Shell.",
  "Value of the cell": "Wert der Zelle",
  "Edit|cells": "Bearbeiten",
  "Cells are edited by Enter, a double click or typing: each edit is an assignment in the shell.":
    "Zellen werden mit Eingabe, Doppelklick oder Tippen bearbeitet: Jede Änderung ist eine Zuweisung in der Shell.",
  "The kernel has no name for this. Give it one, and open that.":
    "Der Kernel hat dafür keinen Namen. Es benennen und den Namen öffnen.",
} as const satisfies Entries;
