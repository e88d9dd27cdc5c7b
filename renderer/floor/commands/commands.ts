/** Everything a user can do is a command with an id: menus, keys, palette, buttons and tests run it by that id. */

/** Where a key or command belongs: where the keyboard is. "page": in a tool, or a page among the tabs. */
export type Place = "editor" | "shell" | "page" | "anywhere";

export interface Command {
  /** "<area>.<verb>", e.g. "shell.interrupt". Also the `data-command` of its controls. */
  readonly id: string;
  /** As menus and palette show it, e.g. "Interrupt kernel". */
  readonly title: string;
  readonly run: (argument?: unknown) => void | Promise<void>;
  /** Absent: always. A command that is not available is left out of the palette and disabled in menus. */
  readonly available?: (argument?: unknown) => boolean;
  /** Tells the user why nothing happens, where it is run all the same, as by its key. */
  readonly refuse?: (argument?: unknown) => void;
}

const commands = new Map<string, Command>();
let onFailure: (command: Command, error: unknown) => void = (_command, error) => {
  throw error;
};

/**
 * Adds commands; returns a function that takes them back.
 * @throws Error when an id is taken.
 */
export function registerCommands(...added: readonly Command[]): () => void {
  for (const command of added) {
    if (commands.has(command.id)) throw new Error(`command ${command.id} is registered twice`);
    commands.set(command.id, command);
  }
  return () => {
    for (const command of added) commands.delete(command.id);
  };
}

/** All commands, in the order they were added. */
export function allCommands(): readonly Command[] {
  return [...commands.values()];
}

/** The command of that id, or undefined. */
export function findCommand(id: string): Command | undefined {
  return commands.get(id);
}

/** Who tells the user when a command fails: called once at start. */
export function setCommandFailure(handler: typeof onFailure): void {
  onFailure = handler;
}

/** What commands wait for, while there is something. */
let held: Promise<void> | null = null;

/** Has commands wait, in the order in which they were run, until that resolves. */
export function holdCommands(until: Promise<void>): void {
  held = until.then(() => {
    held = null;
  });
}

/** Runs a command when it is there and available; failures go to the handler set above. */
export async function runCommand(id: string, argument?: unknown): Promise<void> {
  if (held) await held;
  const command = commands.get(id);
  if (!command) return;
  if (command.available?.(argument) === false) {
    command.refuse?.(argument);
    return;
  }
  try {
    await command.run(argument);
  } catch (error) {
    onFailure(command, error);
  }
}
