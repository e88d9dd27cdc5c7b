/** A debugger's prompt where there is no room for a long name: "compute_spectra:12>" is "com…:12>". */

/** So many characters the gutter has room for. */
const ROOM = 8;
const STOPPED = /^(.{1,500}):(\d{1,8})>$/;

/** As short as the gutter needs it; the name of a module's own code says nothing. Other prompts stay as they are. */
export function shortPrompt(prompt: string): string {
  const [, name = "", line = ""] = STOPPED.exec(prompt) ?? [];
  if (prompt.length <= ROOM || name === "") return prompt;
  const end = `:${line}>`;
  if (name === "<module>") return `top${end}`;
  return `${name.slice(0, Math.max(1, ROOM - end.length - 1))}…${end}`;
}
