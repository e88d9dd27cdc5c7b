/** What the variables were, and what is other between two of these: in the form that the grid shows. */
import {
  MOST_IN_SNAPSHOT,
  type PastEntry,
  type PastVariable,
  type WorkspaceVariable,
} from "../../../preload/contract/variables";
import { t } from "../../../preload/texts/texts";

/** A variable in the grid: as it is, as it was, or as it differs from another time. */
export type ShownVariable = Omit<WorkspaceVariable, "change"> & {
  readonly change?: "new" | "changed" | "removed";
};

/** Variables at one time, in one life of the kernel. */
export interface Moment {
  readonly life: number;
  readonly variables: readonly ShownVariable[];
  /** False: there were more, of which nothing is known. */
  readonly complete: boolean;
}

/** The variables of a snapshot, of one life of the kernel. */
export function momentOf(life: number, variables: readonly PastVariable[]): Moment {
  return { life, variables: asShown(variables), complete: variables.length < MOST_IN_SNAPSHOT };
}

/** A snapshot's variables: they cannot be expanded, and code gets nothing of them. */
function asShown(variables: readonly PastVariable[]): readonly ShownVariable[] {
  return variables.map((variable) => ({
    ...variable,
    key: `a:${variable.name}`,
    access: null,
    size: null,
    parts: false,
  }));
}

/**
 * What became of the variables of `before`: only what is new, other, or not there any more. What one of the two may only
 * not have is neither new nor gone.
 */
export function differences(before: Moment, after: Moment): readonly ShownVariable[] {
  const earlier = new Map(before.variables.map((variable) => [variable.name, variable]));
  const found: ShownVariable[] = [];
  for (const { change: _change, ...variable } of after.variables) {
    const was = earlier.get(variable.name);
    earlier.delete(variable.name);
    // Snapshots leave out what was imported.
    if (variable.origin === "imported") continue;
    if (!was) {
      if (before.complete) found.push({ ...variable, change: "new" });
    } else if (!isSame(was, variable, before.life === after.life))
      found.push({ ...variable, value: fromTo(was, variable), change: "changed" });
  }
  for (const { change: _change, ...variable } of after.complete ? earlier.values() : [])
    if (variable.origin !== "imported") found.push({ ...variable, parts: false, change: "removed" });
  return found;
}

/** Marks are those of one kernel's life. */
function isSame(one: ShownVariable, other: ShownVariable, sameLife: boolean): boolean {
  const sameMark = !sameLife || one.mark === other.mark;
  // A snapshot has the beginning of a long value.
  const [short, long] = [one.value, other.value].sort((a, b) => a.length - b.length) as [string, string];
  const sameValue = short === long || (short.endsWith("…") && long.startsWith(short.slice(0, -1)));
  return one.type === other.type && one.shape === other.shape && sameValue && sameMark;
}

function fromTo(was: ShownVariable, is: ShownVariable): string {
  const [from, to] =
    was.value !== is.value
      ? [was.value, is.value]
      : was.type !== is.type
        ? [was.type, is.type]
        : [was.shape, is.shape];
  return from === to ? is.value : `${from} → ${to}`;
}

/** A snapshot's name: "In [6]", with the kernel's life where there were several. */
export function nameOf(entry: PastEntry, several: boolean): string {
  const input = String(entry.executionCount);
  return several
    ? t("In [{input}] of kernel {life}", { input, life: String(entry.life) })
    : t("In [{input}]", { input });
}
