/** The window itself: menus, palette, bars, dialogs, settings, About. */
import type { Entries } from "../plural";

export const workbench = {
  "Packages are being installed": "Pakete werden installiert",
  "What is not finished is cancelled when Tandem quits, and can be begun again later.":
    "Was nicht fertig ist, wird beim Beenden von Tandem abgebrochen und kann später neu begonnen werden.",
  "Cancel it and quit": "Abbrechen und beenden",
  // Titles of menus.
  File: "Datei",
  Edit: "Bearbeiten",
  View: "Ansicht",
  Settings: "Einstellungen",
  Run: "Ausführen",
  Tools: "Werkzeuge",
  Help: "Hilfe",
  Menus: "Menüs",

  // Keys, as menus show them.
  Ctrl: "Strg",
  Shift: "Umschalt",
  Return: "Eingabe",
  PageUp: "Bild auf",
  PageDown: "Bild ab",

  // Commands on text.
  Undo: "Rückgängig",
  Redo: "Wiederholen",
  Cut: "Ausschneiden",
  Paste: "Einfügen",
  "Select all": "Alles auswählen",

  // Commands on the window.
  "Open folder…": "Ordner öffnen …",
  "Commands, files and symbols…": "Befehle, Dateien und Symbole …",
  "Go to file…": "Zu Datei gehen …",
  "Go to editor": "Zum Editor gehen",
  "Go to shell": "Zur Shell gehen",
  "Go to shell {number}": "Zu Shell {number} gehen",
  "Show editor": "Editor zeigen",
  "Show shells": "Shells zeigen",
  "Show tools": "Werkzeuge zeigen",
  "Hide editor": "Editor ausblenden",
  "Hide shells": "Shells ausblenden",
  "Hide tools": "Werkzeuge ausblenden",
  "Larger code": "Code größer",
  "Smaller code": "Code kleiner",
  "Code in usual size": "Code in üblicher Größe",
  "Theme of the system": "Farbschema des Systems",
  "Light theme": "Helles Farbschema",
  "Dark theme": "Dunkles Farbschema",
  "Language of the system": "Sprache des Systems",
  "Language: {name}": "Sprache: {name}",
  "Notify when long work is done": "Benachrichtigen, wenn lange Arbeit fertig ist",
  "Start a kernel with the window": "Mit dem Fenster einen Kernel starten",
  "On quitting, ask about running kernels": "Beim Beenden nach laufenden Kerneln fragen",
  "On quitting, keep kernels running": "Beim Beenden Kernel weiterlaufen lassen",
  "On quitting, shut kernels down": "Beim Beenden auch Kernel beenden",
  "Minimize window": "Fenster minimieren",
  "Maximize window": "Fenster maximieren",
  "Restore window": "Fenster wiederherstellen",
  "Maximize or restore window": "Fenster maximieren oder wiederherstellen",
  "Reload window": "Fenster neu laden",
  "This window speaks the new language once it is loaded anew. Everything in it stays as it is; only what was typed before cannot be undone any more.":
    "Dieses Fenster spricht die neue Sprache, sobald es neu geladen ist. Alles darin bleibt, wie es ist; nur was davor getippt wurde, lässt sich danach nicht mehr rückgängig machen.",
  "Reload now": "Neu laden",
  "New window": "Neues Fenster",
  "Close window": "Fenster schließen",
  Quit: "Tandem beenden",
  "All commands and their keys": "Alle Befehle und ihre Tasten",

  // The palette.
  Command: "Befehl",
  "A command, a file or a symbol": "Ein Befehl, eine Datei oder ein Symbol",
  "{folder}: a command, a file or a symbol": "{folder}: ein Befehl, eine Datei oder ein Symbol",
  "Nothing has this name.": "Nichts heißt so.",
  "Open file": "Datei öffnen",
  "A file": "Eine Datei",
  "No open or closed file has this name.": "Keine offene oder geschlossene Datei heißt so.",
  "Go to line": "Zu Zeile gehen",
  "Number of a line": "Nummer einer Zeile",
  "Type the number of a line.": "Die Nummer einer Zeile eingeben.",
  command: "Befehl",
  file: "Datei",
  "closed file": "geschlossene Datei",
  line: "Zeile",
  cell: "Zelle",
  class: "Klasse",
  function: "Funktion",
  method: "Methode",
  module: "Modul",
  heading: "Überschrift",
  "line {line}": "Zeile {line}",
  "Line {line}": "Zeile {line}",
  "of {last}": "von {last}",

  // Panels.
  Editor: "Editor",
  "Width of the editor": "Breite des Editors",
  "Height of the shells": "Höhe der Shells",
  "{part} has a fault and stopped": "{part}: Ein Fehler hat diesen Teil angehalten",
  "Everything else goes on. Kernels and unsaved text are safe.":
    "Alles andere läuft weiter. Kernel und nicht gespeicherter Text sind sicher.",
  "The title bar": "Die Titelleiste",
  "The editor": "Der Editor",
  "The shells' view": "Die Ansicht der Shells",
  "The tool area": "Der Werkzeugbereich",
  "The page of shell configurations": "Die Seite der Shell-Konfigurationen",
  "The page of sessions": "Die Seite der Sitzungen",
  "The status bar": "Die Statusleiste",
  "Tandem could not start its window: {reason}": "Tandem konnte sein Fenster nicht starten: {reason}",

  // Bars.
  Notice: "Hinweis",
  "Kernel status": "Zustand des Kernels",
  "{folder}: show it in the file browser": "{folder}: im Dateibrowser zeigen",
  "The kernel and the processes that it started take {memory} of memory and {cpu} of a processor.":
    "Der Kernel und die Prozesse, die er gestartet hat, brauchen {memory} Speicher und {cpu} eines Prozessors.",
  "{count} spaces": { singular: "{count} space", one: "{count} Leerzeichen", other: "{count} Leerzeichen" },
  Tabs: "Tabs",
  "Ln {line}, Col {column}": "Z. {line}, Sp. {column}",
  "{count} selected": {
    singular: "{count} selected",
    one: "{count} ausgewählt",
    other: "{count} ausgewählt",
  },
  "No shell": "Keine Shell",
  Announcements: "Ansagen",

  // Closing.
  "Kernels are running": "Kernel laufen noch",
  "{count} kernels are running. They can go on without Tandem: what they print is kept and shown at the next start. Shut down ends them, and what they hold in memory is lost.":
    {
      singular:
        "A kernel is running. It can go on without Tandem: what it prints is kept and shown at the next start. Shut down ends it, and what it holds in memory is lost.",
      one: "Ein Kernel läuft noch. Er kann ohne Tandem weiterlaufen: Was er ausgibt, bleibt erhalten und wird beim nächsten Start gezeigt. Beim Beenden geht verloren, was er im Speicher hat.",
      other:
        "{count} Kernel laufen noch. Sie können ohne Tandem weiterlaufen: Was sie ausgeben, bleibt erhalten und wird beim nächsten Start gezeigt. Beim Beenden geht verloren, was sie im Speicher haben.",
    },
  "Do not ask again": "Nicht mehr fragen",
  "Keep running": "Weiterlaufen lassen",

  // Tools.
  "File browser": "Dateibrowser",
  "Source structure": "Quelltextstruktur",
  "No folder is open. New kernels work in the open folder, and its files stand here.":
    "Kein Ordner ist offen. Neue Kernel arbeiten im offenen Ordner, und seine Dateien stehen hier.",
  "Folder of {name}": "Ordner von {name}",
  "Parent folder": "Übergeordneter Ordner",
  Refresh: "Neu einlesen",
  "Open folder": "Ordner öffnen",
  "This folder is empty.": "Dieser Ordner ist leer.",
  "Open a file to see what it is made of.": "Eine Datei öffnen, um zu sehen, woraus sie besteht.",
  "No cells or definitions here. A line that begins with “##” or “# %%” starts a cell in Python, R and Julia.":
    "Hier gibt es keine Zellen oder Definitionen. Eine Zeile, die mit „##“ oder „# %%“ beginnt, eröffnet in Python, R und Julia eine Zelle.",
  "Structure of {name}": "Struktur von {name}",

  // About.
  "An editor and live kernels, side by side": "Ein Editor und lebendige Kernel, Seite an Seite",
  Profile: "Profil",
  "Copy versions": "Versionen kopieren",
  Close: "Schließen",
  "Fetch it": "Herunterladen",
  "Restart Tandem": "Tandem neu starten",
  "Check for updates": "Nach Aktualisierungen suchen",
  Updates: "Aktualisierungen",
  "Release notes": "Neuerungen",
  "The licences are not in this build: npm run build collects them.":
    "Die Lizenzen sind nicht in diesem Build: npm run build sammelt sie ein.",
  "Licences of what is inside": "Lizenzen der Bestandteile",
  Licences: "Lizenzen",
  "Looking for a newer version …": "Neuere Version wird gesucht …",
  "This is the newest version.": "Dies ist die neueste Version.",
  "Tandem {version} is available.": "Tandem {version} ist verfügbar.",
  "Fetching Tandem {version}: {percent} % …": "Tandem {version} wird heruntergeladen: {percent} % …",
  "Tandem {version} is fetched. It is put in place when Tandem is closed; kernels run on.":
    "Tandem {version} ist heruntergeladen. Die neue Version wird eingesetzt, wenn Tandem geschlossen wird; Kernel laufen weiter.",
  "About Tandem": "Über Tandem",
  "Look for updates once a day": "Einmal am Tag nach Aktualisierungen suchen",
  Show: "Zeigen",
} as const satisfies Entries;
