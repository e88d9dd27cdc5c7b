/** Doing something with every shell of a window, for as long as each is there. */
import type { Readable } from "../floor/store";

/**
 * Calls `begin` for each shell that is there and each that comes; what it gives back is called when that shell goes.
 * @returns a function that stops it for all of them
 */
export function followShells<Shell>(
  shells: Readable<readonly Shell[]>,
  begin: (shell: Shell) => () => void,
): () => void {
  const ends = new Map<Shell, () => void>();
  const follow = () => {
    const present = new Set(shells.get());
    for (const shell of present) if (!ends.has(shell)) ends.set(shell, begin(shell));
    for (const [shell, end] of ends) {
      if (present.has(shell)) continue;
      ends.delete(shell);
      end();
    }
  };
  const stop = shells.subscribe(follow);
  follow();
  return () => {
    stop();
    for (const end of ends.values()) end();
    ends.clear();
  };
}
