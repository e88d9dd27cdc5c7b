/** Commands that are on or off, or one of several: whether each is on now. Menus show it. */

const states = new Map<string, () => boolean>();

/** Says when a command counts as on. */
export function showsAsChecked(command: string, isOn: () => boolean): void {
  states.set(command, isOn);
}

/** Whether a command is on now. */
export function isChecked(command: string): boolean {
  return states.get(command)?.() ?? false;
}
