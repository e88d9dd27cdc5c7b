/** The call whose arguments are being typed, found in the text alone. */

export interface CallAt {
  /** Offset of the opening bracket, in UTF-16 units. */
  readonly open: number;
  /** Arguments before the cursor's, counted by commas. */
  readonly index: number;
  /** Name of the argument where it is given by name ("axis=" gives "axis"). */
  readonly name: string | null;
}

interface Bracket {
  readonly sign: string;
  readonly at: number;
  commas: number;
  /** Where the present argument begins. */
  from: number;
}

const TOKEN = {
  python: /#[^\n]*|("""|''')(?:\\[^]|(?!\1)[^])*(?:\1)?|(["'])(?:\\[^]|(?!\2)[^\\\n])*(?:\2)?|[^]/g,
  other: /\/\/[^\n]*|(["'`])(?:\\[^]|(?!\1)[^\\])*(?:\1)?|[^]/g,
};
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * The innermost call that is open at `offset`, or null.
 * @param language the kernel's, in lower case
 */
export function callAt(code: string, offset: number, language: string): CallAt | null {
  const stack: Bracket[] = [];
  for (const { 0: token, index } of code
    .slice(0, offset)
    .matchAll(language === "python" ? TOKEN.python : TOKEN.other)) {
    const top = stack.at(-1);
    if ("([{".includes(token)) stack.push({ sign: token, at: index, commas: 0, from: index + 1 });
    else if (token in CLOSING && top?.sign === CLOSING[token]) stack.pop();
    else if (token === "," && top) {
      top.commas += 1;
      top.from = index + 1;
    }
  }
  const call = stack.findLast(({ sign, at }) => sign === "(" && standsBehindName(code, at));
  if (!call) return null;
  const name = /^\s*([A-Za-z_]\w*)\s*=(?!=)/.exec(code.slice(call.from, offset))?.[1] ?? null;
  return { open: call.at, index: call.commas, name };
}

/** Whether what stands before a bracket can be called: looked at from its end, since there may be very many brackets. */
function standsBehindName(code: string, bracket: number): boolean {
  let end = bracket;
  while (code[end - 1] === " " || code[end - 1] === "\t") end -= 1;
  return /[\w)\]]/.test(code.charAt(end - 1));
}
