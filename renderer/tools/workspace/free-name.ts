/** Names of files that are made: none that is taken. */

/** What may stand in a file's name everywhere, of a variable's name. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_-]/gu, "_").slice(0, 60);
  return plain === "" ? "variable" : plain;
}

/** A name without its ending that no file has, whatever its ending: "flux", or "flux-2" where there is "flux.npy". */
export function freeName(name: string, files: readonly string[]): string {
  // Some systems take two names as one that differ in case.
  const taken = new Set(files.map((file) => file.replace(/\.[^.]*$/, "").toLowerCase()));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}
