/** What the editor knows of the code: language servers and what comes from them. */
import type { Entries } from "./entries";

export const code = {
  "{name} has ended {count} times and is not started again. {sentence}": {
    singular: "{name} has ended once and is not started again. {sentence}",
    one: "{name} hat einmal geendet und wird nicht wieder gestartet. {sentence}",
    other: "{name} hat {count}-mal geendet und wird nicht wieder gestartet. {sentence}",
  },
  "What you looked for is in {name}.": "Das Gesuchte steht in {name}.",
  "Go there": "Hingehen",
  "Start it again": "Wieder starten",
  "It took more than {size} of memory.": "Er hat mehr als {size} Speicher belegt.",
  "Restart the language servers": "Sprachserver neu starten",
  "{name} is gone: start it again": "{name} ist weg: wieder starten",
  "{name} does not answer": "{name} antwortet nicht",
  "It is asked on, and started anew if it stays silent.":
    "Er wird weiter gefragt und neu gestartet, wenn er still bleibt.",
  "{name} is on this machine: use it for {language}?":
    "{name} ist auf diesem Rechner: für {language} verwenden?",
  "C and C++": "C und C++",
  "Use {name}": "{name} verwenden",
  "Look for a language server": "Nach einem Sprachserver suchen",
  "{name} knows {language} here.": "{name} kennt hier {language}.",
  "No language server for {language} is found here. The setting “languageServers” in {file} names one.":
    "Ein Sprachserver für {language} ist hier nicht zu finden. Die Einstellung „languageServers“ in {file} nennt einen.",
  Cells: "Zellen",
  Headings: "Überschriften",
  Environments: "Umgebungen",
  Modules: "Module",
  Classes: "Klassen",
  Functions: "Funktionen",
  Methods: "Methoden",
  Elements: "Elemente",
  "Keys and properties": "Schlüssel und Eigenschaften",
  Order: "Reihenfolge",
  Kinds: "Arten",
  "By place": "Nach der Stelle",
  "By name": "Nach dem Namen",
  "All levels": "Alle Ebenen",
  "{count} levels": { singular: "One level", one: "Eine Ebene", other: "{count} Ebenen" },
  Depth: "Tiefe",
  "What is shown of the structure": "Was von der Struktur gezeigt wird",
  "All kinds that this file has are left out.": "Alle Arten, die diese Datei hat, sind ausgeblendet.",
  "It cannot be started: {reason}": "Er lässt sich nicht starten: {reason}",
  "There is no program {command}. Install it, or mend the setting “languageServers”.":
    "Ein Programm {command} gibt es nicht. Es installieren oder die Einstellung „languageServers“ ändern.",
  "The settings have no language server for {language}.":
    "Die Einstellungen haben keinen Sprachserver für {language}.",
  "No language server for {language} is found here.":
    "Ein Sprachserver für {language} ist hier nicht zu finden.",
  "{name} starts…": "{name} startet …",
  "Large file": "Große Datei",
  "A file of more than {chars} million characters is shown without structure, cells and folds; past {most} million, or {lines} lines, without colours as well. It can be edited, searched, saved and run all the same.":
    "Eine Datei mit mehr als {chars} Millionen Zeichen wird ohne Struktur, Zellen und Faltung gezeigt, ab {most} Millionen oder {lines} Zeilen auch ohne Farben. Bearbeiten, durchsuchen, speichern und ausführen lässt sie sich trotzdem.",
  "Too large for {name}": "Zu groß für {name}",
  "Files of more than {most} million characters, or with longer lines than {line} characters, are not given to it: no problems, definitions or completions of its are shown here.":
    "Dateien mit mehr als {most} Millionen Zeichen oder mit längeren Zeilen als {line} Zeichen bekommt er nicht: Probleme, Definitionen und Vervollständigungen von ihm gibt es hier nicht.",
  "The environment is gone": "Die Umgebung ist weg",
  "The Python of the shell that runs this file is not on the disk any more. Packages are looked for in the usual Python.":
    "Das Python der Shell, die diese Datei ausführt, liegt nicht mehr auf der Platte. Pakete werden im üblichen Python gesucht.",
  "{name} belongs to an installed library, so it is opened to be read.":
    "{name} gehört zu einer installierten Bibliothek und ist daher zum Lesen geöffnet.",
  "{name} comes with Tandem and says what a language's own names are. It can only be read.":
    "{name} gehört zu Tandem und beschreibt die eigenen Namen einer Sprache. Die Datei kann nur gelesen werden.",
  "This file can only be read.": "Diese Datei kann nur gelesen werden.",
  "Edit anyway": "Trotzdem bearbeiten",
  "read only": "nur lesen",
  "Use language servers": "Sprachserver nutzen",
  "Type checking: off": "Typprüfung: aus",
  "Type checking: basic": "Typprüfung: einfach",
  "Type checking: strict": "Typprüfung: streng",
  "Types and argument names in the code": "Typen und Namen von Argumenten im Code",
  "Organise imports": "Importe ordnen",
  "Go to symbol in file…": "Zu Symbol in der Datei gehen …",
  "Go to symbol in folder…": "Zu Symbol im Ordner gehen …",
  "Symbol in the file": "Symbol in der Datei",
  "A class, a function, a heading or a cell": "Eine Klasse, Funktion, Überschrift oder Zelle",
  "Nothing in the file has this name.": "Nichts in der Datei heißt so.",
  "Symbol in the folder": "Symbol im Ordner",
  "A class, a function or a variable in any file of the folder":
    "Eine Klasse, Funktion oder Variable in irgendeiner Datei des Ordners",
  "Looking for symbols…": "Symbole werden gesucht …",
  "The language server did not answer in time: the folder is too large for it, or it is busy.":
    "Der Sprachserver hat nicht rechtzeitig geantwortet: Der Ordner ist zu groß für ihn, oder er ist beschäftigt.",
  "No symbol is found. The language server looks for them while a file of its language is open.":
    "Kein Symbol gefunden. Der Sprachserver sucht sie, solange eine Datei seiner Sprache offen ist.",
  "Rename {old} to {new}": "{old} in {new} umbenennen",
  "{title}: {count} changes. They are not saved yet.": {
    singular: "{title}: {count} change. It is not saved yet.",
    one: "{title}: {count} Änderung. Sie ist noch nicht gespeichert.",
    other: "{title}: {count} Änderungen. Sie sind noch nicht gespeichert.",
  },
  "{count} changes in {files} files": {
    singular: "{count} change in {files} files",
    one: "{count} Änderung in {files} Dateien",
    other: "{count} Änderungen in {files} Dateien",
  },
  "Line {line}: {text}": "Zeile {line}: {text}",
  "Files to change": "Zu ändernde Dateien",
  "not open": "nicht offen",
  Rename: "Umbenennen",
  "This would change {count} files, which is too many at once.": {
    singular: "This would change {count} file, which is too many at once.",
    one: "Das würde {count} Datei ändern, zu viele auf einmal.",
    other: "Das würde {count} Dateien ändern, zu viele auf einmal.",
  },
  "The language server wants to create or delete files, which is not done here.":
    "Der Sprachserver will Dateien anlegen oder löschen; das geschieht hier nicht.",
  "{name} was changed meanwhile, so nothing is changed. Try it again.":
    "{name} wurde inzwischen geändert, daher ist nichts geändert. Noch einmal versuchen.",
  "{name} cannot be changed, so nothing is changed.":
    "{name} lässt sich nicht ändern, daher ist nichts geändert.",
  "{name} has lines for the shell (%, !) in what would be changed, so nothing is changed.":
    "{name} hat Zeilen für die Shell (%, !) in dem, was zu ändern wäre, daher ist nichts geändert.",
  "A file was changed or closed since. Undo it in each file.":
    "Eine Datei wurde seitdem geändert oder geschlossen. In jeder Datei einzeln rückgängig machen.",
} as const satisfies Entries;
