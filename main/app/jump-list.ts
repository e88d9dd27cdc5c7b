/** Windows' jump list, as the taskbar shows it for the app's button. Pure. */
import type { Task } from "electron";

/**
 * An entry that opens another window: it starts the program again, of which the app that runs already hears.
 * @param profile the profile's folder, where one was named: without it the start would be another app
 */
export function newWindowTask(
  program: string,
  profile: string | null,
  words: Pick<Task, "title" | "description">,
): Task {
  const args = [...(profile === null ? [] : [`--user-data-dir=${profile}`]), "--new-window"];
  return { ...words, program, arguments: args.map(quoted).join(" "), iconPath: program, iconIndex: 0 };
}

/** One argument of a command line, as CommandLineToArgvW reads it: backslashes count only before a quotation mark. */
export function quoted(argument: string): string {
  if (/^[^\s"]+$/.test(argument)) return argument;
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}
