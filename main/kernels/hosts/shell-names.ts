/** Names of shells: the kernel's display name, from the second one on with the lowest free number. */

/** A name for one more shell of a kernel, given those that are taken. */
export function freeShellName(displayName: string, taken: readonly string[]): string {
  if (!taken.includes(displayName)) return displayName;
  for (let number = 2; ; number++) {
    const name = `${displayName} ${number}`;
    if (!taken.includes(name)) return name;
  }
}
