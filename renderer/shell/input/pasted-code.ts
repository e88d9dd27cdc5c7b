/** Code copied out of a shell, a tutorial or a docstring, without the prompts that stand before its lines. */

/** Prompts of Python (">>> ", "... "), of IPython ("In [3]: ", "   ...: "), of Node ("> ", "... " or "| "), R ("> ", "+ ") and Julia. */
const SHELLS: readonly { readonly first: RegExp; readonly further: RegExp }[] = [
  { first: /^[ \t]*>>>(?: |$)/, further: /^[ \t]*\.\.\.(?: |$)/ },
  { first: /^[ \t]*In \[\d*\]:(?: |$)/, further: /^[ \t]*\.\.\.+:(?: |$)/ },
  { first: /^julia>(?: |$)/, further: /^ {7}/ },
  { first: /^> /, further: /^(?:\.\.\.|\+|\|)(?: |$)/ },
];
/** What IPython puts before a result; the result's further lines are output as well. */
const RESULT = /^[ \t]*Out\[\d+\]:/;

/**
 * Takes the prompts away from pasted text, and the output between them. Text whose first line begins with no prompt is
 * left as it is.
 * @param text as on the clipboard, any line ends
 */
export function withoutPrompts(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const firstLine = lines.findIndex((line) => line.trim() !== "");
  const shell = SHELLS.find(({ first }) => first.test(lines[firstLine] ?? ""));
  if (!shell) return text;
  const code: string[] = [];
  let inInput = false;
  for (const line of lines.slice(firstLine)) {
    const begins = shell.first.exec(line);
    const goesOn: RegExpExecArray | null = inInput && !RESULT.test(line) ? shell.further.exec(line) : null;
    const prompt: RegExpExecArray | null = begins ?? goesOn;
    inInput = prompt !== null;
    if (prompt) code.push(line.slice(prompt[0].length));
  }
  return code.join("\n");
}
