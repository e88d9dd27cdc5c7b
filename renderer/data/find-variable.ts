/** Finds the variable, or the part of one, that an expression names, as the workspace lists it. */
import {
  MOST_VARIABLES,
  type Variable,
  type VariableKind,
  type WorkspaceList,
} from "../../preload/contract/variables";
import type { SessionVariables } from "../kernels/session-variables";
import type { ShellModel } from "../kernels/shell-model";

/** The kernel is waited for so long, in ms. */
const WAIT_MS = 3_000;

const TABLES: readonly VariableKind[] = ["array", "table", "sequence", "mapping"];

/** Whether things of a kind can be shown as tables. */
export const isTable = (kind: VariableKind): boolean => TABLES.includes(kind);

/** A variable, or a part of one, and what leads to it. */
export interface Found {
  readonly variable: Variable;
  readonly path: readonly string[];
}

/** What leads to it; undefined where the kernel knows no such thing. Nothing of the expression is run. */
export async function findVariable(shell: ShellModel, expression: string): Promise<Found | undefined> {
  let take: (list: WorkspaceList | undefined) => void = () => {};
  const told = new Promise<WorkspaceList | undefined>((resolve) => {
    take = resolve;
  });
  const timer = setTimeout(() => take(undefined), WAIT_MS);
  const channel = shell.client.openVariables(
    (list) => {
      if (list.lack !== "not yet") take(list);
    },
    () => take(undefined),
  );
  try {
    const list = await told;
    const variable = longest(list?.variables ?? [], expression);
    if (!variable) return undefined;
    return await partOf(
      channel,
      { variable, path: [variable.key] },
      expression.slice(variable.access?.length),
    );
  } finally {
    clearTimeout(timer);
    channel.dispose();
  }
}

async function partOf(channel: SessionVariables, found: Found, rest: string): Promise<Found | undefined> {
  if (rest === "") return found;
  const list = await channel.parts(found.path, 0, MOST_VARIABLES);
  if (list.status !== "ok") return undefined;
  const variable = longest(list.variables, rest);
  if (!variable) return undefined;
  return partOf(
    channel,
    { variable, path: [...found.path, variable.key] },
    rest.slice(variable.access?.length),
  );
}

/** The one whose code the text begins with, the longest of them: "df2" is not "df". */
function longest<T extends { readonly access: string | null }>(
  list: readonly T[],
  text: string,
): T | undefined {
  let found: T | undefined;
  for (const one of list) {
    const { access } = one;
    if (!access || !text.startsWith(access)) continue;
    if (/[\p{L}\p{N}_$]$/u.test(access) && /^[\p{L}\p{N}_$]/u.test(text.slice(access.length))) continue;
    if (access.length > (found?.access?.length ?? 0)) found = one;
  }
  return found;
}
