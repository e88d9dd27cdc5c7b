/** Results beside the code. */
import type { Entries } from "./entries";

export const results = {
  "Results beside the code: off": "Ergebnisse beim Code: aus",
  "Results beside the code: under the cell": "Ergebnisse beim Code: unter der Zelle",
  "Results beside the code: at the right": "Ergebnisse beim Code: rechts",
  "Results beside the code: for all files as in this one":
    "Ergebnisse beim Code: für alle Dateien wie in dieser",
  "Result of cell: {name}": "Ergebnis der Zelle: {name}",
  "as of {run}": "Stand {run}",
  "{run}: open in shell": "{run}: in der Shell zeigen",
  "Open in shell": "In der Shell zeigen",
  "Previous result": "Voriges Ergebnis",
  "Next result": "Nächstes Ergebnis",
  "Show all ({count} more lines)": {
    singular: "Show all ({count} more line)",
    one: "Alles zeigen ({count} weitere Zeile)",
    other: "Alles zeigen ({count} weitere Zeilen)",
  },
  "{run}, from the file": "{run}, aus der Datei",
  "not run here": "hier nicht ausgeführt",
  "An output of the kind “{kind}”, which Tandem does not know. The file keeps it.":
    "Eine Ausgabe der Art „{kind}“, die Tandem nicht kennt. Die Datei behält sie.",
  "This output brings scripts. Run > Allow the scripts of this notebook's outputs shows it.":
    "Diese Ausgabe bringt Skripte mit. Ausführen > Skripte in den Ausgaben dieses Notebooks erlauben zeigt sie.",
  "Allow the scripts of this notebook's outputs": "Skripte in den Ausgaben dieses Notebooks erlauben",
  "Save notebooks with their outputs": "Notebooks mit ihren Ausgaben speichern",
  "Save this notebook with its outputs": "Dieses Notebook mit seinen Ausgaben speichern",
  "Save the notebooks of this folder with their outputs":
    "Notebooks dieses Ordners mit ihren Ausgaben speichern",
  "Take the outputs out of this notebook": "Ausgaben aus diesem Notebook nehmen",
  "{name} is no whole notebook: its JSON breaks off or is wrong in line {line}. It is shown as text.":
    "{name} ist kein ganzes Notebook: Das JSON bricht ab oder ist in Zeile {line} falsch. Es wird als Text gezeigt.",
  "{name} has Git's conflict marks in it, the first in line {line}. It is shown as text: take one side of each, save, and open it again.":
    "In {name} stehen Konfliktmarken von Git, die erste in Zeile {line}. Es wird als Text gezeigt: je eine Seite nehmen, speichern und neu öffnen.",
  "{name} says that it is a notebook of version {version}; 3 and 4 can be read. It is shown as text.":
    "{name} nennt sich ein Notebook der Version {version}; gelesen werden können 3 und 4. Es wird als Text gezeigt.",
  "{name} has nothing of a notebook in it. It is shown as text.":
    "In {name} steht nichts von einem Notebook. Es wird als Text gezeigt.",
  "{reason} What is open here stays as it is.": "{reason} Was hier offen ist, bleibt, wie es ist.",
  "Result actions": "Aktionen zum Ergebnis",
  "Compare with the result before": "Mit dem Ergebnis davor vergleichen",
  "Clear the results of this cell": "Ergebnisse dieser Zelle leeren",
  "{name}: results": "{name}: Ergebnisse",
  "Picture {number}": "Bild {number}",
  "Show less": "Weniger zeigen",
  "{count} more lines in {run}": {
    singular: "{count} more line in {run}",
    one: "{count} weitere Zeile in {run}",
    other: "{count} weitere Zeilen in {run}",
  },
  "Over each other": "Übereinander",
  "{count} cells differ": {
    singular: "{count} cell differs",
    one: "{count} Zelle ist anders",
    other: "{count} Zellen sind anders",
  },
  "{count} more rows are not shown.": {
    singular: "{count} more row is not shown.",
    one: "{count} weitere Zeile wird nicht gezeigt.",
    other: "{count} weitere Zeilen werden nicht gezeigt.",
  },
} satisfies Entries;
