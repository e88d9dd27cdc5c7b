/** How a column of a file is written in code that a viewer shows. */

/** The name in quotes, as Python and R have it; null for one that nobody would write so. */
export function columnLiteral(name: string): string | null {
  const plain = name !== "" && name.length < 200 && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(name);
  return plain ? `'${name.replace(/[\\']/g, "\\$&")}'` : null;
}
