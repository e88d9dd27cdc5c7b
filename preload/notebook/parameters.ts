/** Parameters of a notebook, as papermill has them: a cell that sets them stands behind the one tagged "parameters". */

export const PARAMETERS_TAG = "parameters";
export const INJECTED_TAG = "injected-parameters";

/** A parameter's value: JSON where it reads as such, else text. */
export type ParameterValue =
  | null
  | boolean
  | number
  | string
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** Of "alpha=0.6" the name and the value; null where it is none. */
export function parameterOf(
  written: string,
): { readonly name: string; readonly value: ParameterValue } | null {
  const at = written.indexOf("=");
  const name = written.slice(0, at);
  if (at < 1 || !/^[A-Za-z_]\w{0,99}$/.test(name)) return null;
  const text = written.slice(at + 1);
  try {
    return { name, value: JSON.parse(text) as ParameterValue };
  } catch {
    return { name, value: text };
  }
}

/** How each language writes what JSON has; one that is absent sets no parameters. */
interface Writing {
  readonly comment: string;
  readonly set: (name: string, value: string) => string;
  readonly nothing: string;
  readonly truth: readonly [yes: string, no: string];
  readonly list: readonly [open: string, close: string];
  readonly map: (entries: readonly (readonly [name: string, value: string])[]) => string;
}

const pairs = (sign: string) => (entries: readonly (readonly [string, string])[]) =>
  `{${entries.map(([name, value]) => `${name}${sign} ${value}`).join(", ")}}`;

const WRITINGS: Readonly<Record<string, Writing>> = {
  python: {
    comment: "#",
    set: (name, value) => `${name} = ${value}`,
    nothing: "None",
    truth: ["True", "False"],
    list: ["[", "]"],
    map: pairs(":"),
  },
  javascript: {
    comment: "//",
    set: (name, value) => `var ${name} = ${value};`,
    nothing: "null",
    truth: ["true", "false"],
    list: ["[", "]"],
    map: pairs(":"),
  },
  r: {
    comment: "#",
    set: (name, value) => `${name} <- ${value}`,
    nothing: "NULL",
    truth: ["TRUE", "FALSE"],
    list: ["list(", ")"],
    map: (entries) => `list(${entries.map(([name, value]) => `${name} = ${value}`).join(", ")})`,
  },
  julia: {
    comment: "#",
    set: (name, value) => `${name} = ${value}`,
    nothing: "nothing",
    truth: ["true", "false"],
    list: ["[", "]"],
    map: (entries) => `Dict(${entries.map(([name, value]) => `${name} => ${value}`).join(", ")})`,
  },
};
const SAME: Readonly<Record<string, string>> = { typescript: "javascript" };

/** The cell that sets them; null in a language that is not known here. */
export function parametersCell(
  values: readonly { readonly name: string; readonly value: ParameterValue }[],
  language: string,
): string | null {
  const writing = WRITINGS[SAME[language] ?? language];
  if (!writing) return null;
  const lines = values.map(({ name, value }) => writing.set(name, literal(value, writing, language)));
  return [`${writing.comment} Parameters`, ...lines].join("\n");
}

function literal(value: unknown, writing: Writing, language: string): string {
  if (value === null) return writing.nothing;
  if (typeof value === "boolean") return writing.truth[value ? 0 : 1];
  if (typeof value === "number") return String(value);
  if (typeof value === "string") {
    const text = JSON.stringify(value);
    // There "$" begins a value within the text.
    return language === "julia" ? text.replaceAll("$", "\\$") : text;
  }
  if (Array.isArray(value)) {
    const [open, close] = writing.list;
    return `${open}${value.map((each) => literal(each, writing, language)).join(", ")}${close}`;
  }
  return writing.map(
    Object.entries(value as Record<string, unknown>).map(
      ([name, each]) => [JSON.stringify(name), literal(each, writing, language)] as const,
    ),
  );
}
