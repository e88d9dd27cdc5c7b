/** Commands that are on or off, or one of several: whether each is on now. Menus show it. */

interface CheckedState {
  readonly isOn: () => boolean;
  /** "radio": one of several that exclude each other. */
  readonly mark: "check" | "radio";
}

const states = new Map<string, CheckedState>();

/** Says when a command counts as on. */
export function showsAsChecked(
  command: string,
  isOn: () => boolean,
  mark: CheckedState["mark"] = "check",
): void {
  states.set(command, { isOn, mark });
}

/** How a menu marks a command and whether it is on now; undefined for one that is only run. */
export function checkedState(command: string): { mark: "check" | "radio"; on: boolean } | undefined {
  const state = states.get(command);
  return state && { mark: state.mark, on: state.isOn() };
}
