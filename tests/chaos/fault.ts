/** What a fault of the suite is. */
import type { Stage } from "./stage";

export interface Fault {
  /** Unique, in words with hyphens: what is printed, and what `--only` looks for. */
  readonly kind: string;
  /** Belongs to the short run that `npm test` does. */
  readonly subset?: true;
  /** What the machine must have: root for file systems of its own, a display for windows. */
  readonly needs?: "root" | "display";
  /** Brings the fault about and looks what came of it. Throws an Error that says what the product did not survive. */
  readonly run: (stage: Stage) => Promise<void>;
}
