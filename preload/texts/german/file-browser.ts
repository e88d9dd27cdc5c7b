/** Making, renaming and deleting files in the file browser. */
import type { Entries } from "./entries";

export const fileBrowser = {
  "New file in the folder": "Neue Datei im Ordner",
  "New folder": "Neuer Ordner",
  "New file…": "Neue Datei …",
  "New folder…": "Neuer Ordner …",
  "Delete…": "Löschen …",
  "New name of {name}": "Neuer Name von {name}",
  "Name of the new file": "Name der neuen Datei",
  "Name of the new folder": "Name des neuen Ordners",
  "A name is needed.": "Ein Name fehlt.",
  "A name has no “/”.": "Ein Name hat kein „/“.",
  "The name is too long.": "Der Name ist zu lang.",
  "Windows allows no file of the name {name}.": "Windows erlaubt keine Datei mit dem Namen {name}.",
  "There is a {name} already.": "{name} gibt es schon.",
  "{name} cannot be made: {reason}.": "{name} lässt sich nicht anlegen: {reason}.",
  "It cannot be renamed to {name}: {reason}.": "Umbenennen in {name} geht nicht: {reason}.",
  "{name} cannot be deleted: {reason}.": "{name} lässt sich nicht löschen: {reason}.",
  "Move {name} to the trash?": "{name} in den Papierkorb legen?",
  "Move {name} to the trash, with all that it holds?":
    "{name} mit dem ganzen Inhalt in den Papierkorb legen?",
  "{name} has changes that are not saved. Its text stays open.":
    "{name} hat ungespeicherte Änderungen. Der Text bleibt offen.",
  "Move to the trash": "In den Papierkorb",
  "Tandem cannot take this back. The trash of the system has it, and can put it back.":
    "Tandem kann das nicht rückgängig machen. Es liegt dann im Papierkorb des Systems, der es zurücklegen kann.",
  "There is no trash for {name} here. Delete it for good?":
    "Für {name} gibt es hier keinen Papierkorb. Endgültig löschen?",
  "The name of {name} is no text: Tandem cannot reach it. A terminal can give it another one.":
    "Der Name von {name} ist kein Text: Tandem kommt nicht daran. Im Terminal lässt sich ein anderer geben.",
  "Starred folders": "Ordner mit Stern",
  "Star this folder": "Ordner mit Stern versehen",
  "Take the star from this folder": "Stern des Ordners entfernen",
  "{name} is in the trash.": "{name} liegt im Papierkorb.",
  "This cannot be taken back from here any more: it is in the trash.":
    "Von hier aus lässt sich das nicht mehr zurückholen: Es liegt im Papierkorb.",
  "{name} cannot be taken back: {reason}.": "{name} lässt sich nicht zurückholen: {reason}.",
  "{name} cannot be moved into itself.": "{name} lässt sich nicht in sich selbst verschieben.",
  "{name} cannot be copied into itself.": "{name} lässt sich nicht in sich selbst kopieren.",
  "{name} cannot be moved: {reason}.": "{name} lässt sich nicht verschieben: {reason}.",
  "{name} cannot be copied: {reason}.": "{name} lässt sich nicht kopieren: {reason}.",
  "{name} cannot be dragged out: {reason}.": "{name} lässt sich nicht herausziehen: {reason}.",
  "Delete for good": "Endgültig löschen",
  "Set as the kernel’s folder": "Zum Ordner des Kernels machen",
  "Find in this folder": "In diesem Ordner suchen",
  "Insert path at the cursor": "Pfad am Cursor einfügen",
  "Filter files": "Dateien filtern",
  "No file that is listed here has this in its name.": "Keine Datei in dieser Liste hat das im Namen.",
  "{count} more: show {next} of them": {
    singular: "{count} more: show {next} of them",
    one: "{count} weitere: {next} davon zeigen",
    other: "{count} weitere: {next} davon zeigen",
  },
} as const satisfies Entries;
