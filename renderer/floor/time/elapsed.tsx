/** Time that passes while something runs. */

import { useStore } from "../store";
import { clock } from "./clock";
import { formatRunning } from "./durations";

/** Nothing is said for so long, in ms: what is quick does not flicker. */
const QUIET_MS = 1000;

interface ElapsedProps {
  /** ms since 1970. */
  readonly since: number;
  readonly className?: string;
}

export function Elapsed({ since, className }: ElapsedProps) {
  const ran = useStore(clock) - since;
  return ran < QUIET_MS ? null : <span className={className}>{formatRunning(ran)}</span>;
}
