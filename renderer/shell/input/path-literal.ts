/** A path as it is written in code. */

/** Languages in which a bare word is a string, and a quote within single quotes ends them. */
const SHELLS = new Set(["bash", "sh", "zsh", "fish"]);

/** @param language the kernel's, in any case */
export function pathLiteral(path: string, language: string): string {
  if (SHELLS.has(language.toLowerCase())) return `'${path.replaceAll("'", "'\\''")}'`;
  const escaped = path.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
  // Julia puts the value of a name in the place of "$name".
  return `"${language.toLowerCase() === "julia" ? escaped.replaceAll("$", "\\$") : escaped}"`;
}
