/** Which shell runs a file, when several could. */

/**
 * The tied one, else the one that was in front last.
 * @param shells those that run the file's language, in the order of their tabs
 * @param tied view of the shell that the file is tied to
 * @param lastInFront views of shells, the one that was in front last first
 */
export function chooseTarget<Shell extends { readonly view: string }>(
  shells: readonly Shell[],
  tied: string | undefined,
  lastInFront: readonly string[],
): Shell | null {
  const rank = (shell: Shell) => {
    const at = lastInFront.indexOf(shell.view);
    return at < 0 ? lastInFront.length : at;
  };
  const tiedShell = shells.find((shell) => shell.view === tied);
  return tiedShell ?? [...shells].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
