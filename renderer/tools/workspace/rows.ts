/** The rows of the workspace: what of the variables is shown, in which order, and what of it is expanded. */
import type { Variable, VariableKind } from "../../../preload/contract/variables";
import { t } from "../../../preload/texts/texts";
import type { ShownVariable } from "./past";

/** What is shown; "data": all that is no module, function or class, and neither private nor imported. */
export type Shown =
  | "data"
  | "numbers"
  | "texts"
  | "containers"
  | "arrays"
  | "objects"
  | "code"
  | "private"
  | "all";

export const COLUMNS = ["name", "type", "shape", "value", "size"] as const;
export type Column = (typeof COLUMNS)[number];

/** Null: as the kernel has them. */
export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** What was read of an expanded thing; more of its parts are asked for as they are wanted. */
export interface Expanded {
  readonly parts: readonly Variable[];
  readonly total: number;
  /** "gone": it is not there any more, or the kernel could not tell it now. */
  readonly state: "reading" | "there" | "gone" | "busy";
}

/** One line of the grid. */
export type Row =
  | {
      readonly kind: "variable";
      /** Names it: the path's keys. */
      readonly id: string;
      readonly path: readonly string[];
      readonly depth: number;
      readonly variable: ShownVariable;
      /** How code gets it; null: it cannot. */
      readonly expression: string | null;
      readonly expanded: boolean;
    }
  | {
      readonly kind: "more" | "reading" | "gone" | "busy";
      readonly id: string;
      readonly path: readonly string[];
      readonly depth: number;
      /** Of "more": so many parts are not read yet. */
      readonly left: number;
    };

const KINDS: Readonly<Record<Exclude<Shown, "data" | "private" | "all">, readonly VariableKind[]>> = {
  numbers: ["number"],
  texts: ["text"],
  containers: ["sequence", "mapping"],
  arrays: ["array", "table"],
  objects: ["object", "other"],
  code: ["function", "class", "module"],
};

/** Keys cannot have a line's end. */
export const idOf = (path: readonly string[]) => path.join("\n");

/** Whether a variable is shown. @param words lower case; all of them must be found in its name, type or value */
export function isShown(variable: ShownVariable, shown: Shown, words: readonly string[]): boolean {
  const { kind, origin = "own", name, type, value } = variable;
  const code = KINDS.code.includes(kind);
  const fits =
    shown === "all" ||
    (shown === "private" && origin === "private") ||
    (shown === "data" && !code && origin === "own") ||
    (shown === "code" && code && origin !== "private") ||
    (shown in KINDS && shown !== "code" && origin === "own" && KINDS[shown as "numbers"].includes(kind));
  if (!fits) return false;
  const text = `${name}\n${type}\n${value}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The variables in the order of a column; of one order as they came. */
export function sorted<T extends Variable>(variables: readonly T[], sorting: Sorting | null): readonly T[] {
  if (!sorting) return variables;
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  const numeric = (variable: T) =>
    column === "size"
      ? (variable.size ?? -1)
      : column === "shape"
        ? elements(variable.shape)
        : Number(variable.value);
  return variables.toSorted((one, other) => {
    if (column === "size" || column === "shape") return sign * (numeric(one) - numeric(other));
    if (column === "value" && one.kind === "number" && other.kind === "number") {
      const difference = numeric(one) - numeric(other);
      if (!Number.isNaN(difference)) return sign * difference;
    }
    return sign * COLLATOR.compare(one[column], other[column]);
  });
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** How many elements a shape has; less than any where there is none. */
function elements(shape: string): number {
  if (shape === "") return -1;
  return shape.split("×").reduce((product, length) => product * (Number(length) || 0), 1);
}

/** All rows, of what is expanded too. @param within path to what the variables are in, where that is a frame */
export function rowsOf(
  variables: readonly ShownVariable[],
  expanded: ReadonlyMap<string, Expanded>,
  within: readonly string[] = [],
): readonly Row[] {
  const rows: Row[] = [];
  const add = (
    variable: ShownVariable,
    parent: readonly string[],
    expression: string | null,
    depth: number,
  ) => {
    const path = [...parent, variable.key];
    const id = idOf(path);
    const open = variable.parts ? expanded.get(id) : undefined;
    rows.push({ kind: "variable", id, path, depth, variable, expression, expanded: open !== undefined });
    if (!open) return;
    for (const part of open.parts)
      add(
        part,
        path,
        expression === null || part.access === null ? null : expression + part.access,
        depth + 1,
      );
    const left = open.total - open.parts.length;
    if (open.state !== "there")
      rows.push({ kind: open.state, id: `${id}\n…`, path, depth: depth + 1, left: 0 });
    else if (left > 0) rows.push({ kind: "more", id: `${id}\n…`, path, depth: depth + 1, left });
  };
  for (const variable of variables) add(variable, within, variable.access, 0);
  return rows;
}

/** Says why of the variables that there are none is shown: by what is typed, or by the kinds that are. */
export function noneFits(shown: Shown, filter: string): string {
  if (filter.trim() !== "") return t("No variable fits the filter.");
  return shown === "all"
    ? t("There are no variables yet.")
    : t("There are variables, but none of the kind that is shown. Choose “Everything” to see them.");
}
