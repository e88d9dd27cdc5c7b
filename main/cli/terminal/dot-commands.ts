/** What a person tells the session instead of its kernel: lines with a dot in front, as no code begins. Pure. */

export type DotCommand =
  | { readonly name: "restart" | "help" }
  /** A line for a kernel that waits for one although its question was not heard. */
  | { readonly name: "input"; readonly line: string };

export const DOT_HELP = `.restart      restarts the kernel
.input TEXT   gives a line to a kernel that waits for one, where its question was not heard
.help         this text
Ctrl+C interrupts; Ctrl+D leaves, and the kernel goes on.`;

/** The command that a line is, or undefined when it is code. */
export function dotCommand(line: string): DotCommand | undefined {
  const [, name, rest] = /^\.(restart|help|input)(?: (.*))?$/.exec(line) ?? [];
  if (name === "input") return { name, line: rest ?? "" };
  return rest === undefined && (name === "restart" || name === "help") ? { name } : undefined;
}
