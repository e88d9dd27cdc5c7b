/** How a table was sorted and filtered, as code of the library that it is of. */
import type { DataColumn, DataFilter, DataView } from "../../preload/contract/data";
import type { Opened } from "./table/viewed-table";

export interface CodeOptions {
  readonly opened: Pick<Opened, "dialect" | "type" | "columns" | "shape">;
  /** What the table is called. */
  readonly expression: string;
  readonly view: DataView;
  readonly columns: ReadonlyMap<number, DataColumn>;
}

/** An expression; null where the library has none for it, or a column no name. */
export function asCode(options: CodeOptions): string | null {
  switch (options.opened.dialect) {
    case "pandas":
      return ofPandas(options);
    case "polars":
      return ofPolars(options);
    case "numpy":
      return ofNumpy(options);
    default:
      return null;
  }
}

const NUMBER = /^[+-]?(\d[\d_]*(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A text as a literal of Python: JSON's escapes mean the same there, but for halves of characters. */
const text = (value: string) => JSON.stringify(value);

/** What a value is compared with; null: it fits no literal. */
function literalOf(value: string, column: DataColumn): string | null {
  if (column.kind === "number") return NUMBER.test(value.trim()) ? value.trim() : null;
  if (column.kind === "boolean") return /^(true|1)$/i.test(value.trim()) ? "True" : "False";
  return text(value);
}

const OPERATORS: Readonly<Record<string, string>> = { "=": "==" };

/** All conditions of filters with "&" between them; null where one has no code. */
function conditions(
  { view, columns }: CodeOptions,
  condition: (filter: DataFilter, column: DataColumn, literal: string) => string | null,
): string | null {
  const parts = view.filters.map((filter) => {
    const column = columns.get(filter.column);
    const literal = column && literalOf(filter.value, column);
    const compares = /[=<>]/.test(filter.test);
    if (!column || (compares && literal === null)) return null;
    return condition(filter, column, literal ?? "");
  });
  if (parts.includes(null)) return null;
  return parts.length === 1 ? (parts[0] ?? null) : parts.map((part) => `(${part})`).join(" & ");
}

function ofPandas(options: CodeOptions): string | null {
  const { opened, expression, view, columns } = options;
  const series = !opened.type.startsWith("DataFrame");
  const place = (at: number) => {
    const literal = columns.get(at)?.literal;
    return series
      ? expression
      : literal
        ? `${expression}[${pythonText(literal)}]`
        : `${expression}.iloc[:, ${at}]`;
  };
  const filter = conditions(options, ({ column, test, value }, description, literal) => {
    const cells = place(column);
    const texts = description.kind === "text" ? cells : `${cells}.astype(str)`;
    switch (test) {
      case "missing":
        return `${cells}.isna()`;
      case "present":
        return `${cells}.notna()`;
      case "contains":
        return `${texts}.str.contains(${text(value)}, case=False, regex=False, na=False)`;
      case "lacks":
        return `~${texts}.str.contains(${text(value)}, case=False, regex=False, na=True)`;
      case "begins":
        return `${texts}.str.lower().str.startswith(${text(value.toLowerCase())}, na=False)`;
      case "ends":
        return `${texts}.str.lower().str.endswith(${text(value.toLowerCase())}, na=False)`;
      case "!=":
        return `${cells}.notna() & (${cells} != ${literal})`;
      default:
        return `${cells} ${OPERATORS[test] ?? test} ${literal}`;
    }
  });
  if (view.filters.length > 0 && filter === null) return null;
  let code = view.filters.length > 0 ? `${expression}[${filter}]` : expression;
  if (view.sort.length > 0) {
    const [first] = view.sort;
    const ascending = view.sort.map(({ descending }) => (descending ? "False" : "True"));
    if (series) return `${code}.sort_values(ascending=${ascending[0]}, kind="stable")`;
    const names = view.sort.map(({ column }) => columns.get(column)?.literal ?? null);
    if (names.includes(null)) return null;
    const shown = names.map((name) => pythonText(name ?? ""));
    const by = shown.length === 1 ? shown[0] : `[${shown.join(", ")}]`;
    const how = shown.length === 1 ? (first?.descending ? "False" : "True") : `[${ascending.join(", ")}]`;
    code += `.sort_values(${by}, ascending=${how}, kind="stable")`;
  }
  return code;
}

function ofPolars(options: CodeOptions): string | null {
  const { opened, expression, view, columns } = options;
  if (!opened.type.startsWith("DataFrame")) return null;
  const place = (at: number) => {
    const literal = columns.get(at)?.literal;
    return literal ? `pl.col(${pythonText(literal)})` : null;
  };
  const filter = conditions(options, ({ column, test, value }, description, literal) => {
    const cells = place(column);
    if (cells === null) return null;
    const texts = `${cells}.cast(pl.String).str.to_lowercase()`;
    const lower = text(value.toLowerCase());
    const float = /^Float/.test(description.type);
    const time = description.kind === "time" ? `pl.lit(${literal}).str.to_datetime()` : literal;
    switch (test) {
      case "missing":
        return float ? `${cells}.fill_nan(None).is_null()` : `${cells}.is_null()`;
      case "present":
        return float ? `${cells}.fill_nan(None).is_not_null()` : `${cells}.is_not_null()`;
      case "contains":
        return `${texts}.str.contains(${lower}, literal=True)`;
      case "lacks":
        return `~${texts}.str.contains(${lower}, literal=True)`;
      case "begins":
        return `${texts}.str.starts_with(${lower})`;
      case "ends":
        return `${texts}.str.ends_with(${lower})`;
      default:
        // NaN is the largest for polars, and here is missing.
        return `${float ? `${cells}.fill_nan(None)` : cells} ${OPERATORS[test] ?? test} ${time}`;
    }
  });
  if (view.filters.length > 0 && filter === null) return null;
  let code = view.filters.length > 0 ? `${expression}.filter(${filter})` : expression;
  if (view.sort.length > 0) {
    const names = view.sort.map(({ column }) => {
      const cells = place(column);
      return cells && /^Float/.test(columns.get(column)?.type ?? "") ? `${cells}.fill_nan(None)` : cells;
    });
    if (names.includes(null)) return null;
    const descending = view.sort.map((key) => (key.descending ? "True" : "False"));
    code += `.sort([${names.join(", ")}], descending=[${descending.join(", ")}], nulls_last=True, maintain_order=True)`;
  }
  return code;
}

function ofNumpy(options: CodeOptions): string | null {
  const { opened, expression, view, columns } = options;
  if (opened.shape !== null) return null;
  const place = (array: string, at: number) => {
    const literal = columns.get(at)?.literal;
    if (literal == null) return array;
    return /^\d+$/.test(literal) ? `${array}[:, ${literal}]` : `${array}[${pythonText(literal)}]`;
  };
  const filter = conditions(options, ({ column, test }, description, literal) => {
    const cells = place(expression, column);
    const missing = description.kind === "time" ? "np.isnat" : "np.isnan";
    const quoted = description.kind === "time" ? `np.datetime64(${literal})` : literal;
    if (test === "missing" || test === "present")
      return `${test === "present" ? "~" : ""}${missing}(${cells})`;
    return /[=<>]/.test(test) ? `${cells} ${OPERATORS[test] ?? test} ${quoted}` : null;
  });
  if (view.filters.length > 0 && filter === null) return null;
  const code = view.filters.length > 0 ? `${expression}[${filter}]` : expression;
  const [key, ...others] = view.sort;
  if (!key) return code;
  // Missing values would stand first the other way round.
  if (others.length > 0 || key.descending) return null;
  const name = view.filters.length > 0 ? "rows" : expression;
  const sorted = `${name}[np.argsort(${place(name, key.column)}, kind="stable")]`;
  return view.filters.length > 0 ? `(lambda rows: ${sorted})(${code})` : sorted;
}

/** A literal that the kernel wrote: with quotes of code. */
function pythonText(literal: string): string {
  const plain = /^'([^'"\\]*)'$/.exec(literal)?.[1];
  return plain === undefined ? literal : `"${plain}"`;
}
