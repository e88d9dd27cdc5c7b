/** How the debuggers of Python ask what to do next. */

const DEBUGGER_PROMPT = /^(?:ipdb>|\(Pdb(?:\+\+)?(?: \d+)?\))\s*$/;

/** Whether pdb or ipdb asks so. */
export function isDebuggerPrompt(prompt: string): boolean {
  return DEBUGGER_PROMPT.test(prompt.slice(prompt.lastIndexOf("\n") + 1));
}
