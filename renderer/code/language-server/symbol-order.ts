/** In which order symbols stand that a server found for what was typed. */

interface Named {
  readonly name: string;
  readonly kind: string;
}

/**
 * The symbols that are called as was typed first, then those whose names begin so, then all others; within these what
 * classes, functions and modules are called before variables, else as the server has them.
 */
export function bySimilarity<T extends Named>(symbols: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim();
  const lower = wanted.toLowerCase();
  const rank = ({ name, kind }: Named) => {
    const likeness =
      name === wanted
        ? 0
        : name.toLowerCase() === lower
          ? 1
          : name.startsWith(wanted)
            ? 2
            : name.toLowerCase().startsWith(lower)
              ? 3
              : 4;
    return 2 * likeness + (kind === "variable" ? 1 : 0);
  };
  return symbols.toSorted((one, other) => rank(one) - rank(other));
}
