/** A debugger's prompt where there is no room for a long name: "compute_spectra:12>" is "com…:12>". */

/** So many characters the gutter of the output has room for. */
export const ROOM = 8;
const STOPPED = /^(.{1,500}):(\d{1,8})>$/;

/**
 * As short as there is room for it; the name of a module's own code says nothing. Other prompts stay as they are.
 * @param room in characters; there is always as much as the gutter of the output has
 */
export function shortPrompt(prompt: string, room = ROOM): string {
  const [, name = "", line = ""] = STOPPED.exec(prompt) ?? [];
  if (name === "") return prompt;
  const end = `:${line}>`;
  if (name === "<module>") return `top${end}`;
  const most = Math.max(ROOM, room);
  if (prompt.length <= most) return prompt;
  return `${name.slice(0, Math.max(1, most - end.length - 1))}…${end}`;
}

/** Columns of the gutter that a prompt needs: a debugger's, as short as it is shown, reaches into the room after it. */
export function columnsOfPrompt(prompt: string): number {
  return STOPPED.test(prompt) ? shortPrompt(prompt).length - 1 : prompt.length;
}
