/** Outputs of a shell that are charts or tables; what a shell is called; what befell its kernel. */
import type { Entries } from "./entries";

export const outputs = {
  "Vega-Lite chart": "Vega-Lite-Diagramm",
  Table: "Tabelle",
  "CSV table": "CSV-Tabelle",
  "TSV table": "TSV-Tabelle",
  "Copy as TSV": "Als TSV kopieren",
  "This is no table that can be read.": "Das ist keine lesbare Tabelle.",
  "{count} more columns": {
    singular: "{count} more column",
    one: "{count} weitere Spalte",
    other: "{count} weitere Spalten",
  },
  "Show more rows": "Mehr Zeilen zeigen",
  "{name}, a picture at {host} that was not loaded": "{name}, ein Bild auf {host}, das nicht geladen wurde",
  "{name}, a picture that cannot be shown here": "{name}, ein Bild, das hier nicht gezeigt werden kann",
  "BokehJS is not among the outputs of this shell. Run output_notebook() again.":
    "BokehJS ist nicht unter den Ausgaben dieser Shell. output_notebook() noch einmal ausführen.",
  "Open {file} in the editor?": "{file} im Editor öffnen?",
  "Too large to be shown": "Zu groß, um gezeigt zu werden",
  "{what}: too large to be shown here. It is kept beside the log.":
    "{what}: zu groß, um hier gezeigt zu werden. Es liegt neben dem Protokoll.",
  "{what}: too large to be shown here, and it could not be kept ({reason}).":
    "{what}: zu groß, um hier gezeigt zu werden, und es konnte nicht aufgehoben werden ({reason}).",
  "This is too large to be sent to the kernel.": "Das ist zu groß, um dem Kernel geschickt zu werden.",
  "Rename shell…": "Shell umbenennen …",
  "Name of the shell": "Name der Shell",
  "The name it had at first": "Der ursprüngliche Name",
  "Open the log": "Protokoll öffnen",
  Wait: "Warten",
  "Show in the output": "In der Ausgabe zeigen",
  "What the kernel’s process wrote to stderr": "Was der Prozess des Kernels auf stderr schrieb",
  "What the kernel’s process wrote to stdout": "Was der Prozess des Kernels auf stdout schrieb",
  "The log of the kernel-host, which watches over the kernel":
    "Das Protokoll des Kernel-Hosts, der den Kernel überwacht",
  "Everything of this session is kept in {folder}": "Alles von dieser Sitzung liegt in {folder}",
  "Nothing.": "Nichts.",
  "Its beginning is left out here.": "Der Anfang ist hier weggelassen.",
  "Output that came for this code later was let go of to save memory. “Save output as text…” has all of it.":
    "Ausgaben, die zu diesem Code später kamen, wurden fallen gelassen, um Speicher zu sparen. „Ausgabe als Text speichern …“ enthält alles.",
  "This output was updated later, and what it showed last was let go of to save memory. Run its code again to see it.":
    "Diese Ausgabe wurde später aktualisiert, und was sie zuletzt zeigte, ist nicht mehr im Speicher. Um es zu sehen, den Code noch einmal ausführen.",
} as const satisfies Entries;
