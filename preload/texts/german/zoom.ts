/** How large the window is drawn. */
import type { Entries } from "./entries";

export const zoom = {
  "Zoom in": "Vergrößern",
  "Zoom out": "Verkleinern",
  "Zoom to 100 %": "Auf 100 % zurücksetzen",
} as const satisfies Entries;
