/** Git: what is changed, committing, discarding; comparing texts. */
import type { Entries } from "./entries";

export const git = {
  "Git took longer than {count} s and was ended.": {
    one: "Git hat länger als {count} s gebraucht und wurde beendet.",
    other: "Git hat länger als {count} s gebraucht und wurde beendet.",
    singular: "Git took longer than {count} s and was ended.",
  },
  "Another Git command is at work in this repository, or one was ended there (index.lock). Try again when it is done.":
    "In diesem Repositorium ist ein anderer Git-Befehl zugange, oder einer wurde dort abgebrochen (index.lock). Danach noch einmal versuchen.",
  "This repository belongs to another user, so Git does not use it. Git's setting safe.directory allows it.":
    "Dieses Repositorium gehört einem anderen Benutzer, darum verwendet Git es nicht. Gits Einstellung safe.directory erlaubt es.",
  "Git does not know who you are: set user.name and user.email, e.g. with git config --global.":
    "Git weiß nicht, von wem der Commit ist: user.name und user.email angeben, etwa mit git config --global.",
  "Git could not do it: {reason}": "Git konnte es nicht: {reason}",
  "it said nothing": "ohne Angabe",
  "{folder} is in no Git repository.": "{folder} liegt in keinem Git-Repositorium.",
  "{path} is not in the repository {root}.": "{path} liegt nicht im Repositorium {root}.",
  "{name} is in no commit yet, so there is nothing to go back to.":
    "{name} ist noch in keinem Commit, es gibt also keinen früheren Stand.",
  // The tool.
  Git: "Git",
  "changed since the last commit": "seit dem letzten Commit geändert",
  "new in the next commit": "neu im nächsten Commit",
  "deleted since the last commit": "seit dem letzten Commit gelöscht",
  "not known to Git": "Git nicht bekannt",
  "changed on both sides": "auf beiden Seiten geändert",
  "holds changed files": "enthält geänderte Dateien",
  "The open folder is in no Git repository, or there is no git here.":
    "Der geöffnete Ordner liegt in keinem Git-Repositorium, oder hier ist kein Git.",
  "Changed files": "Geänderte Dateien",
  "Nothing is changed since the last commit.": "Seit dem letzten Commit ist nichts geändert.",
  "Message of the commit": "Nachricht des Commits",
  "Commit|do": "Committen",
  "Commit {count} files": {
    one: "{count} Datei committen",
    other: "{count} Dateien committen",
    singular: "Commit {count} file",
  },
  "Commit {name}": "{name} committen",
  "Committed {count} files as {commit}.": {
    one: "{count} Datei als {commit} committet.",
    other: "{count} Dateien als {commit} committet.",
    singular: "Committed {count} file as {commit}.",
  },
  "{count} of these files have changes that are not saved, and would be missing in the commit.": {
    one: "{count} dieser Dateien hat ungespeicherte Änderungen, die im Commit fehlen würden.",
    other: "{count} dieser Dateien haben ungespeicherte Änderungen, die im Commit fehlen würden.",
    singular: "{count} of these files has changes that are not saved, and would be missing in the commit.",
  },
  "Save and commit": "Speichern und committen",
  "Commit what is saved": "Gespeichertes committen",
  "Discard changes": "Änderungen verwerfen",
  "Make {name} what it is in the last commit? What is changed in it is gone.":
    "{name} auf den Stand des letzten Commits bringen? Was darin geändert ist, geht verloren.",
  "Discard the changes of {name}": "Änderungen von {name} verwerfen",
  "Discard…": "Verwerfen …",
  "Branch {name}, {count} changed files": {
    one: "Zweig {name}, {count} geänderte Datei",
    other: "Zweig {name}, {count} geänderte Dateien",
    singular: "Branch {name}, {count} changed file",
  },
  "What stood here": "Was hier stand",
  "In the last commit": "Im letzten Commit",
  "These lines are new.": "Diese Zeilen sind neu.",
  Revert: "Zurücknehmen",
  Compare: "Vergleichen",
  "Compare with the last commit": "Mit dem letzten Commit vergleichen",
  "Next change since the last commit": "Nächste Änderung seit dem letzten Commit",
  "Previous change since the last commit": "Vorherige Änderung seit dem letzten Commit",
  "{name}, in the last commit": "{name}, im letzten Commit",
  // Versions.
  "This version is not there any more, or its file in the profile is damaged.":
    "Diesen Stand gibt es nicht mehr, oder seine Datei im Profil ist beschädigt.",
  Timeline: "Zeitleiste",
  Versions: "Stände",
  "saved|version": "gespeichert",
  "run|version": "ausgeführt",
  "before it was overwritten": "vor dem Überschreiben",
  "No file is in front.": "Keine Datei ist vorn.",
  "Each save and each run keeps what {name} was. None is kept yet.":
    "Jedes Speichern und jede Ausführung hält fest, was {name} war. Noch ist nichts da.",
  "A file has a history once it is saved under a name.":
    "Eine Datei hat einen Verlauf, sobald sie unter einem Namen gespeichert ist.",
  "{name} in {commit}": "{name} im Commit {commit}",
  Commits: "Commits in Git",
  "{name} as of {time}": "{name}, Stand {time}",
  "Restore the version of {time}": "Den Stand {time} wiederherstellen",
  Restore: "Wiederherstellen",
  "Forget these versions…": "Diese Stände vergessen …",
  "Forget versions": "Stände vergessen",
  "Delete all {count} versions of {name} that are kept?": {
    one: "Den einen aufbewahrten Stand von {name} löschen?",
    other: "Alle {count} aufbewahrten Stände von {name} löschen?",
    singular: "Delete the one version of {name} that is kept?",
  },
  // Comparing.
  "Compare with the saved file": "Mit der gespeicherten Datei vergleichen",
  "{name}: changes": "{name}: Änderungen",
  "{name}, as saved": "{name}, wie gespeichert",
  "{name}, as it is now": "{name}, wie jetzt",
  "{name} is no notebook that can be read. Both files are compared as they are on the disk.":
    "{name} ist kein lesbares Notebook. Beide Dateien werden so verglichen, wie sie auf der Platte stehen.",
  "{name}, on the disk": "{name}, auf der Platte",
  Differences: "Unterschiede",
  "no difference": "kein Unterschied",
  "Only outputs, counts or metadata differ": "Nur Ausgaben, Zähler oder Metadaten sind anders",
  "Compare as text": "Als Text vergleichen",
  "{count} differences": {
    one: "{count} Unterschied",
    other: "{count} Unterschiede",
    singular: "{count} difference",
  },
  "Previous difference": "Voriger Unterschied",
  "Next difference": "Nächster Unterschied",
  "Side by side": "Nebeneinander",
} as const satisfies Entries;
