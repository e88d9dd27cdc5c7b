/** The page of settings, and what is said of settings.json. */
import type { Entries } from "./entries";

export const settings = {
  "Settings…": "Einstellungen …",
  "Open the folder's settings": "Einstellungen des Ordners öffnen",
  "The open folder's settings say otherwise here: {value}":
    "Die Einstellungen des geöffneten Ordners sagen hier etwas anderes: {value}",
  "What is wrong in the folder's settings": "Was in den Einstellungen des Ordners nicht stimmt",
  ".tandem/settings.json, line {line}": ".tandem/settings.json, Zeile {line}",
  "No folder is open. Open one, and it can have settings of its own.":
    "Es ist kein Ordner geöffnet. Ein geöffneter kann eigene Einstellungen haben.",
  "Settings of this folder, which count before everybody's own. Saving this file is enough.":
    "Einstellungen dieses Ordners; sie zählen vor den eigenen. Es genügt, die Datei zu speichern.",
  "It does not count in a folder's settings.": "Das zählt in den Einstellungen eines Ordners nicht.",
  "“{name}” does not count in a folder's settings, only in your own.":
    "„{name}“ zählt nicht in den Einstellungen eines Ordners, nur in den eigenen.",
  "Search settings": "Einstellungen durchsuchen",
  "Only what was changed": "Nur was geändert ist",
  "Open settings.json": "settings.json öffnen",
  "A file that is only looked at gives way to the next one": "Eine nur angesehene Datei weicht der nächsten",
  "What a click in the file browser opens, until it is changed, pinned, or double-clicked.":
    "Was ein Klick im Dateibrowser öffnet, bis es geändert, angeheftet oder doppelt angeklickt wird.",
  "Where the file lies, and the symbols around the cursor, above the text":
    "Über dem Text: wo die Datei liegt, und die Symbole um den Cursor",
  "breadcrumbs path|searched": "Breadcrumbs Pfad Krümel",
  "preview tabs italic|searched": "Vorschau Reiter kursiv",
  "Open snippets.json": "snippets.json öffnen",
  "Line {line} of snippets.json is no JSON.": "Zeile {line} von snippets.json ist kein JSON.",
  "In snippets.json {name} has no prefix and body.":
    "In snippets.json fehlt {name} ein „prefix“ oder „body“.",
  "Edit in settings.json": "In settings.json bearbeiten",
  "What is wrong in settings.json": "Was in settings.json nicht stimmt",
  "settings.json, line {line}": "settings.json, Zeile {line}",
  "No setting is found.": "Keine Einstellung gefunden.",
  "Default: {value}": "Vorgabe: {value}",
  "Reset: {title}": "Zurücksetzen: {title}",
  "From {min} to {max}": "Von {min} bis {max}",
  "on|setting": "an",
  "off|setting": "aus",
  none: "keine",
  Look: "Aussehen",
  Language: "Sprache",
  "Type checking": "Typprüfung",
  "Off|choice": "Aus",
  "Basic|choice": "Einfach",
  "Strict|choice": "Streng",
  Ask: "Fragen",
  "Results beside the code": "Ergebnisse beim Code",
  "Under the cell": "Unter der Zelle",
  "At the right": "Rechts",
  Theme: "Farbschema",
  "Another theme, and the colours that differ from it":
    "Ein anderes Farbschema, und welche Farben davon abweichen",
  "The theme that it begins with": "Das Farbschema, von dem es ausgeht",
  "What differs: “#rrggbb” or “#rrggbbaa”": "Was abweicht: „#rrggbb“ oder „#rrggbbaa“",
  "Fonts of code": "Schriftarten von Code",
  "Names as in “Fira Code, Consolas”; the first that this computer has counts.":
    "Namen wie in „Fira Code, Consolas“; die erste, die dieser Rechner hat, zählt.",
  "Fonts of all other text": "Schriftarten von allem anderen Text",
  "typeface font family|searched": "Schrift Schriftart font",
  "Small picture of the whole file beside it": "Kleines Bild der ganzen Datei daneben",
  "minimap overview|searched": "Minimap Übersicht",
  "Keep the lines that begin what is in view at its top":
    "Zeilen, mit denen beginnt was zu sehen ist, oben behalten",
  "sticky scroll|searched": "sticky scroll",
  "The window is loaded anew in it; nothing is lost.":
    "Das Fenster wird darin neu geladen; es geht nichts verloren.",
  "Size of the window's text": "Größe der Schrift im Fenster",
  "Size of code": "Größe von Code",
  "Wrap long lines": "Lange Zeilen umbrechen",
  "word wrap soft line breaks|searched": "Zeilenumbruch wrap",
  "colors colours appearance night mode|searched": "Farben Design dunkel hell",
  "scale font larger smaller|searched": "Zoom Schriftgröße größer kleiner",
  "larger smaller|searched": "Schriftgröße größer kleiner",
  "trailing whitespace spaces|searched": "Leerraum whitespace",
  "newline end of file|searched": "Zeilenende Dateiende newline",
  "formatter black autoformat format on save|searched": "Formatierer black automatisch formatieren",
  "lsp intellisense autocomplete autocompletion hover pylance pyright jedi|searched":
    "LSP Autovervollständigung IntelliSense Pylance Pyright Jedi",
  "types mypy pyright lint|searched": "Typen mypy Pyright",
  "inlay hints parameter names|searched": "Inlay Hints Parameternamen",
  "linter linting flake8 pylint pycodestyle pep8 style|searched":
    "Linter flake8 pylint pycodestyle pep8 Stil",
  "black yapf styler clang-format prettier|searched": "black yapf styler clang-format prettier",
  "lsp clangd texlab julia r latex c++|searched": "LSP clangd texlab Julia R LaTeX C++",
  "keyboard shortcuts keybindings hotkeys|searched": "Tastenkürzel Tastatur Kurzbefehle",
  "Take blanks at the ends of lines away when a file is saved":
    "Beim Speichern Leerzeichen an Zeilenenden entfernen",
  "End the last line when a file is saved": "Beim Speichern die letzte Zeile abschließen",
  "A folder's .editorconfig counts before it.": "Die .editorconfig eines Ordners geht vor.",
  "Problems, completion, definitions and renaming come from them.":
    "Von ihnen kommen Probleme, Vervollständigung, Definitionen und Umbenennen.",
  "Formatters of your own": "Eigene Formatierer",
  "For each language a program that takes text and prints it as it is to be.":
    "Je Sprache ein Programm, das Text nimmt und ausgibt, wie er sein soll.",
  "Language servers of your own": "Eigene Sprachserver",
  "They count before those that come with Tandem. Read when Tandem starts.":
    "Sie gehen denen vor, die mit Tandem kommen. Gelesen beim Start von Tandem.",
  Running: "Ausführen",
  "Kernels that run when Tandem is closed": "Kernel, die laufen, wenn Tandem geschlossen wird",
  "Tandem itself": "Tandem selbst",
  "Keys…": "Tasten …",
  Keys: "Tasten",
  "Search keys": "Tasten durchsuchen",
  "Search by pressing a key": "Durch Drücken suchen",
  "Key to search for": "Gesuchte Taste",
  "Press the key": "Taste drücken",
  "Map of keys": "Belegung",
  "Keys of single commands are changed on the page of keys.":
    "Tasten einzelner Befehle werden auf der Seite der Tasten geändert.",
  "Keys of commands, in place of those of the map": "Tasten von Befehlen, statt derer der Belegung",
  "Commands and their keys": "Befehle und ihre Tasten",
  "Export…": "Exportieren …",
  "Import…": "Importieren …",
  "in the editor": "im Editor",
  "in the shell": "in der Shell",
  "on a page": "auf einer Seite",
  "Add a key": "Taste hinzufügen",
  "Add a key: {title}": "Taste hinzufügen: {title}",
  "New key of {title}": "Neue Taste von {title}",
  "Take this key away": "Diese Taste wegnehmen",
  "Take {key} away from {title}": "{key} von {title} wegnehmen",
  "As in the map": "Wie in der Belegung",
  "{key} is also: {title}": "{key} ist auch: {title}",
  "{key} has no command.": "{key} hat keinen Befehl.",
  "No command is found.": "Kein Befehl gefunden.",
  "This key cannot be bound.": "Diese Taste lässt sich nicht belegen.",
  "{name} holds no keys of Tandem.": "{name} enthält keine Tasten von Tandem.",
  "The keys of {name} count now.": "Jetzt gelten die Tasten aus {name}.",
  "This version knows no such setting.": "Diese Version kennt keine solche Einstellung.",
  "This version knows no setting “{name}”. It is kept.":
    "Diese Version kennt keine Einstellung „{name}“. Sie bleibt stehen.",
  "“{name}” cannot be {value}; it does not count. It is kept.":
    "„{name}“ kann nicht {value} sein; es zählt nicht. Es bleibt stehen.",
  "“{name}” cannot be {value}; {used} holds. It is kept.":
    "„{name}“ kann nicht {value} sein; es gilt {used}. Der Wert bleibt stehen.",
  "{file}, line {line}: {problem}": "{file}, Zeile {line}: {problem}",
  "It is too large to be read.": "Die Datei ist zu groß.",
  "It holds no settings: it has to be one JSON object.":
    "Die Datei enthält keine Einstellungen: sie muss ein JSON-Objekt sein.",
  "It cannot be read from here on as JSON; what could be read holds.":
    "Ab hier ist sie kein JSON; was zu lesen war, gilt.",
  "Settings of Tandem: what differs from the defaults. Saving this file is enough.":
    "Einstellungen von Tandem: was von den Vorgaben abweicht. Speichern genügt.",
  "Debug the processes that debugged code starts": "Prozesse mitdebuggen, die debuggter Code startet",
  "multiprocessing subprocess workers child processes|searched":
    "Multiprocessing Unterprozesse Kindprozesse Worker",
  "Python's; counts for debuggers that start from now on":
    "Die von Python; gilt für Debugger, die von jetzt an starten",
  "Folders that are others for joined kernels": "Ordner, die für beigetretene Kernel andere sind",
  "path mapping remote server|searched": "Pfade Zuordnung Server entfernt",
  "Where the debugger finds the files of a kernel on another computer: a list of “here” and “there”":
    "Wo der Debugger die Dateien eines Kernels auf einem anderen Rechner findet: eine Liste aus „here“ und „there“",
  "Saved figures carry what made them": "Gespeicherte Abbildungen enthalten, was sie erzeugt hat",
  "Session, input, code and versions, in PNG and SVG files saved from Plots":
    "Sitzung, Eingabe, Code und Versionen, in PNG- und SVG-Dateien, die aus den Abbildungen gespeichert werden",
} as const satisfies Entries;
