/** Filters as a line of text: "flux > 0.5", "night is 2026-03-04", "name contains lamp", "flux is missing". */
import type { DataColumn, DataFilter, FilterTest } from "../../preload/contract/data";

/** The ways to write each test; the first is how it is shown. Longer ones stand before what they begin with. */
const WORDS: readonly (readonly [FilterTest, readonly string[]])[] = [
  ["missing", ["is missing"]],
  ["present", ["is present", "is not missing"]],
  ["lacks", ["does not contain", "lacks"]],
  ["contains", ["contains"]],
  ["begins", ["begins with", "starts with"]],
  ["ends", ["ends with"]],
  ["!=", ["is not", "!=", "≠", "<>"]],
  ["<=", ["<=", "≤"]],
  [">=", [">=", "≥"]],
  ["<", ["<"]],
  [">", [">"]],
  ["=", ["is", "==", "="]],
];

const SIGNS: Readonly<Partial<Record<FilterTest, string>>> = { "!=": "≠", "<=": "≤", ">=": "≥" };

/** A filter as its chip shows it. */
export function filterWords({ column, test, value }: DataFilter, description?: DataColumn): string {
  const name = description?.name ?? String(column);
  const words = WORDS.find(([one]) => one === test)?.[1][0] ?? test;
  const shown = test === "=" && description?.kind === "number" ? "=" : (SIGNS[test] ?? words);
  return test === "missing" || test === "present" ? `${name} ${shown}` : `${name} ${shown} ${value}`;
}

/** What a line asks for; null when it names no column or no test. @param columns those that are known, by their numbers */
export function parseFilter(text: string, columns: ReadonlyMap<number, DataColumn>): DataFilter | null {
  const line = text.trim();
  let found: { readonly column: number; readonly length: number } | null = null;
  for (const [column, { name }] of columns) {
    const length = name.length;
    const follows = line.slice(length, length + 1);
    const fits = name !== "" && line.startsWith(name) && !/[\p{L}\p{N}_]/u.test(follows);
    if (fits && length > (found?.length ?? 0)) found = { column, length };
  }
  if (!found) return null;
  const rest = line.slice(found.length).trim();
  for (const [test, words] of WORDS)
    for (const word of words) {
      if (!rest.toLowerCase().startsWith(word)) continue;
      const value = rest.slice(word.length);
      if (/\p{L}$/u.test(word) && value !== "" && !value.startsWith(" ")) continue;
      const wants = test !== "missing" && test !== "present";
      if (wants ? value.trim() === "" : value.trim() !== "") continue;
      return { column: found.column, test, value: unquoted(value.trim()).slice(0, 1000) };
    }
  return null;
}

function unquoted(value: string): string {
  const quote = value[0];
  const quoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return quoted ? value.slice(1, -1) : value;
}
