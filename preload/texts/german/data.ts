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
  "The filter's value does not fit the column.": "Der Wert des Filters passt nicht zur Spalte.",
  "Data of kernels of this language cannot be shown yet.":
    "Daten von Kerneln dieser Sprache können noch nicht gezeigt werden.",
  "The kernel failed to show it: {name}.": "Der Kernel konnte es nicht zeigen: {name}.",
} as const satisfies Entries;
