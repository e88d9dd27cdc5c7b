/** The tour, what is new, and a report of a fault. */
import type { Entries } from "./entries";

export const guide = {
  "A kernel runs your code": "Ein Kernel führt Code aus",
  "A shell shows one kernel: what was sent, and all that came back. Kernels go on when the window is closed, and nothing that they print is lost.":
    "Eine Shell zeigt einen Kernel: was gesendet wurde, und alles was zurückkam. Kernel laufen weiter, wenn das Fenster geschlossen wird, und nichts, was sie ausgeben, geht verloren.",
  "Cells run piece by piece": "Zellen laufen Stück für Stück",
  "A line with # %% begins a cell in a plain file. Run the one that the cursor is in, or the statement, or the whole file.":
    "Eine Zeile mit # %% beginnt in einer einfachen Datei eine Zelle. Ausführen lässt sich die mit dem Cursor, die Anweisung oder die ganze Datei.",
  "Outputs can stand under their cells too, today and next week. Notebooks open as cells in the same editor.":
    "Ausgaben können auch unter ihren Zellen stehen, heute und nächste Woche. Notebooks öffnen als Zellen im selben Editor.",
  "Look at what there is": "Ansehen, was da ist",
  "Workspace lists the variables and opens tables; Plots keeps every figure; Interactive help explains the name at the cursor.":
    "„Variablen“ führt auf, was es gibt, und öffnet Tabellen; „Abbildungen“ behält jedes Bild; die interaktive Hilfe erklärt den Namen am Cursor.",
  "When something fails": "Wenn etwas fehlschlägt",
  "Set a breakpoint in the margin and debug the cell. After an error the debugger stands in the line that failed.":
    "Ein Haltepunkt am Rand, und die Zelle debuggen. Nach einem Fehler steht der Debugger in der Zeile, die fehlschlug.",
  "Find everything": "Alles finden",
  "Each command has a name, and most have a key. Files, symbols and texts are found the same way.":
    "Jeder Befehl hat einen Namen, die meisten eine Taste. Dateien, Symbole und Texte werden ebenso gefunden.",
  "As you like it": "Nach eigenem Geschmack",
  "Settings and keys are pages that can be searched, over a file that can be edited.":
    "Einstellungen und Tasten sind Seiten, die sich durchsuchen lassen, über einer Datei, die sich bearbeiten lässt.",
  "Editor and shells side by side, on any Jupyter kernel, and on Python and JavaScript without one.":
    "Editor und Shells nebeneinander, mit jedem Jupyter-Kernel, und mit Python und JavaScript auch ohne.",
  "Kernels outlive the window; every output is kept and comes back.":
    "Kernel überleben das Fenster; jede Ausgabe wird behalten und kommt wieder.",
  "Completion, problems, renaming and formatting for Python and other languages.":
    "Vervollständigen, Probleme, Umbenennen und Formatieren für Python und andere Sprachen.",
  "Notebooks as cells, and results beside the code of plain files.":
    "Notebooks als Zellen, und Ergebnisse beim Code einfacher Dateien.",
  "Variables and tables of any size, also from files; every figure that was ever made.":
    "Variablen und Tabellen jeder Größe, auch aus Dateien; jede Abbildung, die je entstand.",
  "A debugger for Python and JavaScript that also stands in the line that failed.":
    "Ein Debugger für Python und JavaScript, der auch in der Zeile steht, die fehlschlug.",
  "Git's changes, a history of each file, and finding in all files.":
    "Gits Änderungen, ein Verlauf jeder Datei, und Suchen in allen Dateien.",
  Tour: "Rundgang",
  "Take the tour": "Rundgang machen",
  "Seven things to begin with": "Sieben Dinge für den Anfang",
  "Open an example": "Ein Beispiel öffnen",
  "What is new": "Was ist neu",
  "What is new in Tandem {version}": "Was ist neu in Tandem {version}",
  Report: "Bericht",
  "Report a problem": "Ein Problem melden",
  "Report a problem…": "Ein Problem melden …",
  "This text says what runs here, without paths, code or outputs. Nothing is sent: look through it, change it, copy it, and say beside it what went wrong.":
    "Dieser Text sagt, was hier läuft, ohne Pfade, Code und Ausgaben. Nichts wird gesendet: ansehen, ändern, kopieren, und dazu sagen, was schiefging.",
  "Text of the report": "Text des Berichts",
  "Copy report": "Bericht kopieren",
  "The report is copied.": "Der Bericht ist kopiert.",
} as const satisfies Entries;
