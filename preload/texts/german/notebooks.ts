/** Notebooks: their cells and what is done to them. */
import type { Entries } from "./entries";

export const notebooks = {
  "Cell {number}, code": "Zelle {number}, Code",
  "Cell {number}, Markdown": "Zelle {number}, Markdown",
  "Cell {number}, raw": "Zelle {number}, roh",
  "Empty cell": "Leere Zelle",
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
} satisfies Entries;
