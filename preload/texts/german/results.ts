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
  "{run}, {time}": "{run}, {time}",
  "{run}: open in shell": "{run}: in der Shell zeigen",
  "Open in shell": "In der Shell zeigen",
  "Previous result": "Voriges Ergebnis",
  "Next result": "Nächstes Ergebnis",
  "Show all ({count} more lines)": {
    singular: "Show all ({count} more line)",
    one: "Alles zeigen ({count} weitere Zeile)",
    other: "Alles zeigen ({count} weitere Zeilen)",
  },
  "Show less": "Weniger zeigen",
  "{count} more lines in {run}": {
    singular: "{count} more line in {run}",
    one: "{count} weitere Zeile in {run}",
    other: "{count} weitere Zeilen in {run}",
  },
} satisfies Entries;
