/** Inputs as the text of a file with cells. Pure. */

/** A cell with an input in it. @param comment what begins a comment in its language */
export function cellText(code: string, comment: string): string {
  return `${comment} %%\n${code.replace(/\n$/, "")}\n`;
}

/** All of them as a script, a cell each. */
export function scriptOf(codes: readonly { readonly code: string }[], comment: string): string {
  return codes.map(({ code }) => cellText(code, comment)).join("\n");
}
