/** What main says: its dialogs and menu, and why something could not be done. */
import type { Entries } from "./entries";

export const main = {
  // Its own dialogs and the menu of macOS.
  "The window does not answer.": "Das Fenster antwortet nicht.",
  "Wait gives it more time. Close anyway loses text typed within the last second; the rest is backed up.":
    "Warten gibt ihm mehr Zeit. Beim Schließen geht Text der letzten Sekunde verloren; der Rest ist gesichert.",
  "Close anyway": "Trotzdem schließen",
  "The window of Tandem crashes again and again.": "Das Fenster von Tandem stürzt immer wieder ab.",
  "Your kernels go on, and unsaved text is backed up. Reload tries once more; Quit ends Tandem.":
    "Die Kernel laufen weiter, und nicht gespeicherter Text ist gesichert. Neu laden versucht es noch einmal; Beenden schließt Tandem.",
  "Quit|short": "Beenden",
  "Save file": "Datei speichern",
  "Save output": "Ausgabe speichern",

  // Shells that go from window to window.
  "That shell is not offered any more. Drag its tab again.":
    "Diese Shell wird nicht mehr angeboten. Bitte ihren Reiter noch einmal ziehen.",
  "There is no other window that the shell could move to.":
    "Es gibt kein anderes Fenster, in das die Shell verschoben werden könnte.",

  // Start.
  "Tandem goes on without its own log: {file} cannot be written ({reason}).":
    "Tandem läuft ohne eigenes Protokoll weiter: {file} kann nicht geschrieben werden ({reason}).",
  "Something in Tandem failed and was left undone. What it was is written in {file}.":
    "In Tandem ist etwas fehlgeschlagen und unerledigt geblieben. Was es war, steht in {file}.",
  "One folder can be open at a time: {folder} was opened, {path} was not.":
    "Es kann nur ein Ordner auf einmal offen sein: {folder} wurde geöffnet, {path} nicht.",
  "The {what} could not be read ({reason}); defaults are used.":
    "{what}: konnte nicht gelesen werden ({reason}); es gelten die Vorgaben.",
  "The {what} could not be understood; defaults are used. The old file is kept as {name} in {dirname}.":
    "{what}: konnte nicht verstanden werden; es gelten die Vorgaben. Die alte Datei bleibt als {name} in {dirname} erhalten.",
  "The {what} in {file} could not be understood nor be set aside ({reason}); defaults are used.":
    "{what} in {file}: konnte weder verstanden noch beiseitegelegt werden ({reason}); es gelten die Vorgaben.",
  settings: "Einstellungen",
  "shell configurations": "Shell-Konfigurationen",
  "list of what was used last": "Liste des zuletzt Benutzten",
  "window's layout": "Aufteilung des Fensters",

  "Something went wrong in Tandem ({where}): {message}":
    "In Tandem ist etwas schiefgegangen ({where}): {message}",

  // Files.
  "it is not there": "das gibt es nicht",
  "you may not access it": "der Zugriff ist nicht erlaubt",
  "it is a folder": "das ist ein Ordner",
  "it is not a folder": "das ist kein Ordner",
  "your disk quota is used up": "das Kontingent auf dem Datenträger ist aufgebraucht",
  "the disk is read-only": "der Datenträger ist schreibgeschützt",
  "its links lead in a circle": "die Verknüpfungen führen im Kreis",
  "its name is too long": "der Name ist zu lang",
  "another program uses it": "ein anderes Programm benutzt es",
  "too many files are open": "zu viele Dateien sind offen",
  "it is not UTF-8 text": "das ist kein UTF-8-Text",
  "you may not write there": "dort ist Schreiben nicht erlaubt",
  "This file is not being written.": "Diese Datei wird gerade nicht geschrieben.",
  "{path} could not be written: {reason}.": "{path} konnte nicht geschrieben werden: {reason}.",
  "Unsaved text of {name} could not be backed up: {reason}.":
    "Nicht gespeicherter Text von {name} konnte nicht gesichert werden: {reason}.",
  "A backup of unsaved text could not be understood. It is kept as {file}.corrupt.":
    "Eine Sicherung von nicht gespeichertem Text konnte nicht verstanden werden. Sie bleibt als {file}.corrupt erhalten.",
  "{path} cannot be opened: it is a folder.": "{path} kann nicht geöffnet werden: Das ist ein Ordner.",
  "{path} cannot be opened: it is not a regular file.":
    "{path} kann nicht geöffnet werden: Das ist keine gewöhnliche Datei.",
  "{path} cannot be opened: it has {size} MB, and the editor takes files up to {most} MB.":
    "{path} kann nicht geöffnet werden: Die Datei hat {size} MB, und der Editor nimmt Dateien bis {most} MB.",
  "{path} cannot be opened: {reason}.": "{path} kann nicht geöffnet werden: {reason}.",
  "{path} cannot be opened as {encoding}: its bytes are not valid in it.":
    "{path} kann nicht als {encoding} geöffnet werden: Die Bytes sind darin nicht gültig.",
  "{path} cannot be saved: what it holds now could not be kept safe first ({reason}). Save it under another name to keep your text.":
    "{path} kann nicht gespeichert werden: Der jetzige Inhalt konnte nicht vorher gesichert werden ({reason}). Unter einem anderen Namen speichern, um den Text zu behalten.",
  "{path} was cut while it was saved: {reason}. What it held before is kept in {copy}.":
    "{path} wurde beim Speichern abgeschnitten: {reason}. Der vorige Inhalt bleibt in {copy} erhalten.",
  "Tandem ended while {path} was being saved, and it may be cut. What it held before is kept in {copy}.":
    "Tandem endete, während {path} gespeichert wurde; die Datei kann abgeschnitten sein. Der vorige Inhalt bleibt in {copy} erhalten.",
  "{path} cannot be saved: it is not a regular file.":
    "{path} kann nicht gespeichert werden: Das ist keine gewöhnliche Datei.",
  "{path} cannot be saved: {reason}. Save it under another name to keep your text.":
    "{path} kann nicht gespeichert werden: {reason}. Unter einem anderen Namen speichern, um den Text zu behalten.",
  "The folder {folder} cannot be read: {reason}.": "Der Ordner {folder} kann nicht gelesen werden: {reason}.",
  "Tandem opens only web and mail addresses, not {address}.":
    "Tandem öffnet nur Web- und Mailadressen, nicht {address}.",
  "The window's layout is too large to be kept.":
    "Die Aufteilung des Fensters ist zu groß, um sie zu behalten.",
  "This output is not kept any more: it was removed, or left the log with the oldest of it.":
    "Diese Ausgabe ist nicht mehr da: Sie wurde entfernt oder fiel mit dem Ältesten aus dem Protokoll.",
  "The output could not be saved to {filePath}: {reason}.":
    "Die Ausgabe konnte nicht in {filePath} gespeichert werden: {reason}.",
  "No program of the system opened the output ({reason}). Save it, and open the file yourself.":
    "Kein Programm des Systems hat die Ausgabe geöffnet ({reason}). Speichern und die Datei selbst öffnen.",

  // Configurations.
  "{folder}: {reason}. The kernel would work in your home folder.":
    "{folder}: {reason}. Der Kernel würde im Benutzerordner arbeiten.",
  "{path} is not there.": "{path} gibt es nicht.",
  "Name the file, or choose “None”.": "Die Datei nennen oder „Keines“ wählen.",
  "They are not used: Tandem cannot hand arguments to {language}.":
    "Sie werden nicht benutzt: Tandem kann {language} keine Argumente übergeben.",
  "They are not used: Tandem chooses them for Python’s matplotlib only.":
    "Sie werden nicht benutzt: Tandem wählt sie nur für Pythons matplotlib.",
  "It is not used: {language} has no event loop to choose.":
    "Sie wird nicht benutzt: {language} hat keine Ereignisschleife zur Wahl.",
  "Name the interpreter or the kernelspec.": "Den Interpreter oder die Kernelspec nennen.",
  "{path} is no program, nor a kernelspec's kernel.json.":
    "{path} ist weder ein Programm noch die kernel.json einer Kernelspec.",
  "There is neither a kernelspec nor a Python in {path}.":
    "In {path} gibt es weder eine Kernelspec noch ein Python.",
  "This configuration is not there any more.": "Diese Konfiguration gibt es nicht mehr.",
  "The kernel {kernel} is not there any more: choose another one for this configuration.":
    "Den Kernel {kernel} gibt es nicht mehr: einen anderen für diese Konfiguration wählen.",
  "There is another configuration named “{name}”: choose another name.":
    "Eine andere Konfiguration heißt „{name}“: einen anderen Namen wählen.",
  "There can be at most {count} configurations: delete one first.": {
    singular: "There can be at most {count} configuration: delete one first.",
    one: "Es kann höchstens {count} Konfiguration geben: zuerst eine löschen.",
    other: "Es kann höchstens {count} Konfigurationen geben: zuerst eine löschen.",
  },
  "The shell configurations {names} in {file} cannot be used by this version of Tandem. What is not understood stays in the file.":
    "Diese Version von Tandem kann die Shell-Konfigurationen {names} in {file} nicht benutzen. Was nicht verstanden wird, bleibt in der Datei.",
  "The shell configuration {names} in {file} cannot be used by this version of Tandem. What is not understood stays in the file.":
    "Diese Version von Tandem kann die Shell-Konfiguration {names} in {file} nicht benutzen. Was nicht verstanden wird, bleibt in der Datei.",
  "without a name": "ohne Namen",

  // Kernels that are found.
  'The kernel {name} is not there any more. Choose another one in "New shell".':
    "Den Kernel {name} gibt es nicht mehr. Unter „Neue Shell“ einen anderen wählen.",
  "comes with Tandem, runs TypeScript too": "gehört zu Tandem, führt auch TypeScript aus",
  "kernelspec in {folder}": "Kernelspec in {folder}",
  "it does not answer as Python does": "es antwortet nicht wie ein Python",
  "it said nothing for {count} seconds": {
    singular: "it said nothing for {count} second",
    one: "es hat {count} Sekunde lang nichts gesagt",
    other: "es hat {count} Sekunden lang nichts gesagt",
  },
  "it ended with {how}": "es endete mit {how}",
  "it ended with {how}: {words}": "es endete mit {how}: {words}",
  "it is no program of this system, or one for another kind of processor":
    "es ist kein Programm für dieses System oder eines für einen anderen Prozessor",
  "it may not be run, or is a folder": "es darf nicht ausgeführt werden oder ist ein Ordner",
  "it, or what should run it, is not there": "es fehlt, oder was es ausführen soll",
  "it could not be started: {reason}": "es konnte nicht gestartet werden: {reason}",
  "it is not there any more": "es ist nicht mehr da",
  "on PATH": "im PATH",
  "near the open folder": "beim offenen Ordner",
  "{origin}; plain Python, as ipykernel is not in it": "{origin}; reines Python, weil es kein ipykernel hat",
  "active in the terminal": "im Terminal aktiv",
  "known to the py launcher": "dem py-Launcher bekannt",
  "in the Windows registry": "in der Windows-Registrierung",
  "named by you": "selbst angegeben",
  "kept by {keeper} for the open folder": "von {keeper} für den offenen Ordner gehalten",
  "kept by {keeper}": "von {keeper} gehalten",
  "There is no Python in {path}.": "In {path} gibt es kein Python.",
  "The environment {prefix} ({reason}) is broken: {link} leads to a Python that is gone. Make it anew.":
    "Die Umgebung {prefix} ({reason}) ist kaputt: {link} führt zu einem Python, das es nicht mehr gibt. Neu anlegen.",
  "The environment {prefix} ({reason}) is broken: it has no Python. Make it anew.":
    "Die Umgebung {prefix} ({reason}) ist kaputt: Sie hat kein Python. Neu anlegen.",
  "{python} ({reason}) cannot be used: {broken}.": "{python} ({reason}) kann nicht benutzt werden: {broken}.",
  "{python} ({reason}) is Python {version}, which is too old: plain Python needs 3.8 or newer, and ipykernel is not in it.":
    "{python} ({reason}) ist Python {version}, und das ist zu alt: Reines Python braucht 3.8 oder neuer, und ipykernel ist nicht darin.",
  "{path} is Python {version}, which is too old for Tandem without ipykernel in it.":
    "{path} ist Python {version}, und das ist ohne ipykernel zu alt für Tandem.",
  "Python environment": "Python-Umgebung",
  "conda environment": "conda-Umgebung",
  "Python in": "Python in",
  "{file} cannot be read: {reason}.": "{file} kann nicht gelesen werden: {reason}.",
  "{file} is not JSON: {reason}.": "{file} ist kein JSON: {reason}.",
  '{file} is not a kernelspec: "{field}": {reason}.': "{file} ist keine Kernelspec: „{field}“: {reason}.",
  "{name} ({file}) cannot start: its program {program} is not there.":
    "{name} ({file}) kann nicht starten: Das Programm {program} gibt es nicht.",

  // Environments.
  "Tandem is ending.": "Tandem wird beendet.",
  "This kernel has no Python environment that packages could be installed into.":
    "Dieser Kernel hat keine Python-Umgebung, in der Pakete installiert werden könnten.",
  "{python} cannot be used: {broken}.": "{python} kann nicht benutzt werden: {broken}.",
  "Installing {what} into {label}": "{what} wird in {label} installiert",
  "{what} is installed in {label}.": "{what} ist in {label} installiert.",
  "There is {name} in {folder} already. Choose another name.":
    "{name} gibt es in {folder} schon. Einen anderen Namen wählen.",
  "{maker} cannot make an environment with {python} here any more. Choose again.":
    "{maker} kann hier keine Umgebung mit {python} mehr anlegen. Neu wählen.",
  "Creating {name} in {folder}": "{name} wird in {folder} angelegt",
  "{maker} made {name}, but there is no Python in it.":
    "{maker} hat {name} angelegt, aber darin ist kein Python.",
  "{name} was made, but without ipykernel. {sentence}":
    "{name} wurde angelegt, aber ohne ipykernel. {sentence}",
  "{name} is ready in {folder}.": "{name} ist in {folder} bereit.",
  "{title} is not finished yet. Wait for it, or cancel it.":
    "{title}: noch nicht fertig. Darauf warten oder es abbrechen.",
  "There is no package {what} that fits this Python: check how its name is written.":
    "Es gibt kein Paket {what}, das zu diesem Python passt: Bitte die Schreibweise prüfen.",
  "The system's own package manager looks after this Python, and nothing else may be installed into it. Create an environment for your folder instead.":
    "Um dieses Python kümmert sich die Paketverwaltung des Systems, sonst darf nichts darin installiert werden. Stattdessen eine Umgebung für den Ordner anlegen.",
  "The package index could not be reached: check the network (and the proxy), and try again.":
    "Der Paketindex war nicht erreichbar: Netz (und Proxy) prüfen und noch einmal versuchen.",
  "This Python was built without ssl, so it can fetch nothing. Choose or install another Python, or install uv.":
    "Dieses Python wurde ohne ssl gebaut und kann nichts herunterladen. Ein anderes Python wählen oder installieren, oder uv installieren.",
  "The disk is full: make room and try again.":
    "Der Datenträger ist voll: Platz schaffen und noch einmal versuchen.",
  "A folder may not be written: create an environment in a folder of your own instead.":
    "Ein Ordner darf nicht beschrieben werden: stattdessen eine Umgebung in einem eigenen Ordner anlegen.",
  "This Python came without what venv needs. Install it (on Debian and Ubuntu: the package python3-venv), or use uv.":
    "Diesem Python fehlt, was venv braucht. Nachinstallieren (unter Debian und Ubuntu: das Paket python3-venv) oder uv benutzen.",
  "That version of Python is neither here nor to be had: choose another one.":
    "Diese Version von Python ist weder hier noch zu bekommen: eine andere wählen.",
  "{what} has to be compiled on this machine, and that failed: its lines above say what is missing. Another version of it or of Python may come ready made.":
    "{what} muss auf diesem Rechner übersetzt werden, und das ist fehlgeschlagen: Die Zeilen oben sagen, was fehlt. Eine andere Version davon oder von Python gibt es vielleicht fertig.",
  "The tool ended with {how}.": "Das Werkzeug endete mit {how}.",
  "The tool ended with {how}: {words}.": "Das Werkzeug endete mit {how}: {words}.",
  "a signal": "einem Signal",
  'The environment {label} belongs to a pixi project, whose file says what is in it: run "pixi add" with the package\'s name in that project.':
    "Die Umgebung {label} gehört zu einem pixi-Projekt, dessen Datei sagt, was darin ist: in diesem Projekt „pixi add“ mit dem Namen des Pakets ausführen.",
  "The Python in {label} belongs to the system, whose own package manager looks after it: nothing else may be installed into it. Create an environment for your folder instead.":
    "Das Python in {label} gehört zum System, dessen Paketverwaltung sich darum kümmert: Sonst darf nichts darin installiert werden. Stattdessen eine Umgebung für den Ordner anlegen.",
  "{name} has no such package; trying pip.": "{name} hat kein solches Paket; pip wird versucht.",
  "{label} has no pip, and uv is not on this machine: nothing can be installed into it. Install uv (https://docs.astral.sh/uv), or create another environment.":
    "{label} hat kein pip, und uv gibt es auf diesem Rechner nicht: Darin kann nichts installiert werden. uv installieren (https://docs.astral.sh/uv) oder eine andere Umgebung anlegen.",
  "It failed: {reason}.": "Es ist fehlgeschlagen: {reason}.",
  "{title} was cancelled.": "{title}: abgebrochen.",
  "{label}, fetched by uv if it is not here": "{label}, von uv geholt, wenn es nicht hier ist",
  "venv (Python's own)": "venv (das von Python selbst)",
  "Neither uv nor conda nor a Python was found, and one of them is needed to make an environment. Install uv (https://docs.astral.sh/uv) or Python (https://www.python.org).":
    "Weder uv noch conda noch ein Python wurde gefunden, und eines davon wird gebraucht, um eine Umgebung anzulegen. uv (https://docs.astral.sh/uv) oder Python (https://www.python.org) installieren.",

  // Sessions and kernels of other programs.
  "{path} is not a folder.": "{path} ist kein Ordner.",
  "{path} belongs to another user.": "{path} gehört einem anderen Nutzer.",
  "Some of its files are missing or damaged.": "Einige der Dateien fehlen oder sind beschädigt.",
  "It is a copy of the session {session}.": "Das ist eine Kopie der Sitzung {session}.",
  "{file} is too large to be a connection file.": "{file} ist zu groß für eine Verbindungsdatei.",
  "The connection file {file} cannot be read: {reason}.":
    "Die Verbindungsdatei {file} kann nicht gelesen werden: {reason}.",
  "{file} is not a connection file: it is not JSON.": "{file} ist keine Verbindungsdatei: Das ist kein JSON.",
  '{file} is not a connection file: "{field}": {reason}.':
    "{file} ist keine Verbindungsdatei: „{field}“: {reason}.",
  "Tandem checks signatures only by hmac-sha256": "Tandem prüft Signaturen nur mit hmac-sha256",
  "That is Tandem's own kernel {name}: open its shell instead.":
    "Das ist Tandems eigener Kernel {name}: stattdessen seine Shell öffnen.",
  "No kernel answers at {file}: it has ended, or runs where this machine cannot reach it.":
    "Unter {file} antwortet kein Kernel: Er ist beendet oder läuft, wo dieser Rechner ihn nicht erreicht.",
  "{name} is running: shut it down first.": "{name} läuft: zuerst beenden.",
  "There is no such session any more.": "Diese Sitzung gibt es nicht mehr.",
  "No kernel can be started: {sessionsFolder} cannot be written ({reason}).":
    "Es kann kein Kernel gestartet werden: {sessionsFolder} kann nicht geschrieben werden ({reason}).",
  "{name} (joined)": "{name} (beigetreten)",

  // Updates.
  "This is a development build: it is updated where it was built.":
    "Dies ist ein Entwicklungs-Build: Er wird dort aktualisiert, wo er gebaut wurde.",
  "Your system's package manager updates Tandem.": "Die Paketverwaltung des Systems aktualisiert Tandem.",
  "This copy was unpacked from an archive: to update it, unpack a newer one. Running kernels go on meanwhile.":
    "Diese Kopie wurde aus einem Archiv entpackt: Zum Aktualisieren ein neueres entpacken. Laufende Kernel laufen dabei weiter.",
  "This build has no address at which to look for newer versions.":
    "Dieser Build hat keine Adresse, unter der er nach neueren Versionen suchen könnte.",
  "Tandem cannot replace {appImage}: you may not write there. Ask whoever put it there for a newer one.":
    "Tandem kann {appImage} nicht ersetzen: Dort ist Schreiben nicht erlaubt. Wer es dort abgelegt hat, kann ein neueres liefern.",
  System: "System",
  "It does not speak the Language Server Protocol.": "Er spricht nicht das Language Server Protocol.",
  "It announced a message of {size} bytes.": "Er hat eine Nachricht von {size} Bytes angekündigt.",
  "It sent something that is not JSON.": "Er hat etwas geschickt, das kein JSON ist.",
  "It sent something that is no JSON-RPC message.":
    "Er hat etwas geschickt, das keine JSON-RPC-Nachricht ist.",
  "It ended by signal {signal}.": "Er endete durch das Signal {signal}.",
  "It ended with exit code {code}.": "Er endete mit dem Code {code}.",
  "It reads nothing any more.": "Er liest nichts mehr.",
  "The language server {name} is gone.": "Der Sprachserver {name} ist weg.",
  "The window closed the channel.": "Das Fenster hat den Kanal geschlossen.",
  'There is no language server "{id}".': "Es gibt keinen Sprachserver „{id}“.",
  "What was asked of the language server does not fit.": "Was vom Sprachserver verlangt wurde, passt nicht.",
  "The window sent something that is no JSON-RPC message.":
    "Das Fenster hat etwas geschickt, das keine JSON-RPC-Nachricht ist.",
  "The language server for Python is missing in this installation of Tandem.":
    "Der Sprachserver für Python fehlt in dieser Installation von Tandem.",
} as const satisfies Entries;
