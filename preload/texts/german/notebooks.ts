/** Notebooks: their cells and what is done to them. */
import type { Entries } from "./entries";

export const notebooks = {
  "Cell {number}, code": "Zelle {number}, Code",
  "Cell {number}, Markdown": "Zelle {number}, Markdown",
  "Cell {number}, raw": "Zelle {number}, roh",
  "Empty cell": "Leere Zelle",
  "{name} has {size} MB, so it is open without its outputs, to be read and run. Save as… makes a copy without them, which can be changed.":
    "{name} hat {size} MB und ist deshalb ohne Ausgaben offen, zum Lesen und Ausführen. „Speichern unter …“ macht eine Kopie ohne sie, die sich ändern lässt.",
  "{name} without outputs.ipynb": "{name} ohne Ausgaben.ipynb",
  "{name} has outputs that are not here, and would lose them. Choose another name for the copy.":
    "{name} hat Ausgaben, die nicht hier sind, und würde sie verlieren. Bitte einen anderen Namen für die Kopie wählen.",
  "Restart the kernel and run all cells": "Kernel neu starten und alle Zellen ausführen",
  "Insert cell above": "Zelle darüber einfügen",
  "Insert cell below": "Zelle darunter einfügen",
  "Duplicate cell": "Zelle verdoppeln",
  "Delete cell": "Zelle löschen",
  "Cut cell": "Zelle ausschneiden",
  "Copy cell": "Zelle kopieren",
  "Paste cells below": "Zellen darunter einfügen",
  "Merge selected cells": "Gewählte Zellen verbinden",
  "Make it a code cell": "Zu einer Code-Zelle machen",
  "Make it a Markdown cell": "Zu einer Markdown-Zelle machen",
  "Make it a raw cell": "Zu einer rohen Zelle machen",
  "{kernel}, started by Run": "{kernel}, startet beim Ausführen",
  "{file} names the kernel “{kernel}”, which is not on this machine. It runs in {shell}.":
    "{file} nennt den Kernel „{kernel}“, den dieser Rechner nicht hat. Es läuft in {shell}.",
  "{file} names the kernel “{kernel}”, which is not on this machine.":
    "{file} nennt den Kernel „{kernel}“, den dieser Rechner nicht hat.",
  "Export as HTML…": "Als HTML exportieren…",
  "Convert to…": "Umwandeln in…",
  "{name} is written.": "{name} ist geschrieben.",
  "{name} is the file itself: choose another name.":
    "{name} ist die Datei selbst: Wähle einen anderen Namen.",
  "{name} has no ending that says what to make: .ipynb, .py, .md, .qmd, .Rmd.":
    "{name} hat keine Endung, die sagt, was daraus werden soll: .ipynb, .py, .md, .qmd, .Rmd.",
  "Start another kernel": "Anderen Kernel starten",
  "How to install it": "Wie man ihn installiert",
  "In the environment that is to be the kernel: pip install ipykernel, then python -m ipykernel install --user --name {name}. Bring the notebook in front again.":
    "In der Umgebung, die der Kernel sein soll: pip install ipykernel, dann python -m ipykernel install --user --name {name}. Danach das Notebook neu nach vorn holen.",
  "In R: {first}, then {second}. Bring the notebook in front again.":
    "In R: {first}, dann {second}. Danach das Notebook neu nach vorn holen.",
  "In Julia: {first}, then {second}. Bring the notebook in front again.":
    "In Julia: {first}, dann {second}. Danach das Notebook neu nach vorn holen.",
  "A kernel is there when a folder “{name}” with its kernel.json stands where “jupyter kernelspec list” looks.":
    "Ein Kernel ist da, wenn ein Ordner „{name}“ mit seiner kernel.json dort steht, wo „jupyter kernelspec list“ sucht.",
  "as saved outside this window": "außerhalb dieses Fensters gespeichert",
  "{name} was changed outside this window. Its cells and yours are one notebook now, not saved yet.":
    "{name} wurde außerhalb dieses Fensters geändert. Dessen Zellen und deine sind jetzt ein Notebook, noch nicht gespeichert.",
  "{name} was changed outside this window. {count} cells were changed here as well: both stand there, theirs below yours.":
    {
      singular:
        "{name} was changed outside this window. {count} cell was changed here as well: both stand there, theirs below yours.",
      one: "{name} wurde außerhalb dieses Fensters geändert. {count} Zelle wurde auch hier geändert: Beide stehen da, die andere unter deiner.",
      other:
        "{name} wurde außerhalb dieses Fensters geändert. {count} Zellen wurden auch hier geändert: Beide stehen da, die anderen unter deinen.",
    },
  "{name} has Git's conflict marks in it. Of {count} cells both sides stand here: that of {ours}, and below it, under its name as title, that of {theirs}. Delete what is not to stay, and save.":
    {
      singular:
        "{name} has Git's conflict marks in it. Of {count} cell both sides stand here: that of {ours}, and below it, under its name as title, that of {theirs}. Delete what is not to stay, and save.",
      one: "In {name} stehen Konfliktmarken von Git. Von {count} Zelle stehen beide Seiten hier: die von {ours} und darunter, mit ihrem Namen als Titel, die von {theirs}. Lösche, was nicht bleiben soll, und speichere.",
      other:
        "In {name} stehen Konfliktmarken von Git. Von {count} Zellen stehen beide Seiten hier: die von {ours} und darunter, mit ihrem Namen als Titel, die von {theirs}. Lösche, was nicht bleiben soll, und speichere.",
    },
  "R Markdown": "R Markdown",
  "Export as PDF…": "Als PDF exportieren…",
  "Save output as PDF…": "Ausgabe als PDF speichern …",
  "Save output as Markdown…": "Ausgabe als Markdown speichern …",
  "Save what was run as a script…": "Was gelaufen ist, als Skript speichern …",
  Script: "Skript",
  "Markdown preview": "Markdown-Vorschau",
  "Preview of {name}": "Vorschau von {name}",
  "Pair with…": "Paaren mit…",
  "Write it all the same": "Trotzdem schreiben",
  "{name} is paired with {others} as well, which Tandem does not keep in step.":
    "{name} ist auch mit {others} gepaart, was Tandem nicht im Gleichschritt hält.",
  "{other} has changes that are not saved, so it was not written from {name}.":
    "{other} hat Änderungen, die nicht gespeichert sind, und wurde deshalb nicht aus {name} geschrieben.",
  "{other} holds other cells than {name} did, so it was not written. Compare shows which.":
    "{other} enthält andere Zellen, als {name} enthielt, und wurde deshalb nicht geschrieben. „Vergleichen“ zeigt, welche.",
  "{other}, as {name} has it": "{other}, wie {name} es hat",
  "{other} is no notebook that can be read, so it was not written from {name}.":
    "{other} ist kein lesbares Notebook und wurde deshalb nicht aus {name} geschrieben.",
  "{name} was changed meanwhile, so it was not written. Save once more.":
    "{name} wurde inzwischen geändert und deshalb nicht geschrieben. Speichere noch einmal.",
  "A pair is a notebook and a text (.py, .md, .qmd, .Rmd) of the same name in the same folder: {name}.…":
    "Ein Paar sind ein Notebook und ein Text (.py, .md, .qmd, .Rmd) desselben Namens im selben Ordner: {name}.…",
  "{name} and {other} are a pair: who saves one has the other written.":
    "{name} und {other} sind ein Paar: Wer das eine speichert, lässt das andere schreiben.",
} satisfies Entries;
