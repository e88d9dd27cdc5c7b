/** What a kernel says of a name (the text of an inspect_reply) taken apart into its fields. Pure, and linear in the text. */
import { stripAnsi } from "../../../preload/transcript/terminal";

export interface Told {
  readonly signature: string | null;
  /** "Type", "String form", "Length", …: label and value, in their order. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Documentation as it is written in the program; more than one where a class and what makes it have their own. */
  readonly docs: readonly string[];
  readonly source: string | null;
  readonly file: string | null;
}

/** Labels of several lines, and those of one line, as IPython and Tandem's own kernels write them. */
const LONG = new Set([
  "Docstring",
  "Documentation",
  "Init docstring",
  "Class docstring",
  "Call docstring",
  "Source",
  "Signature",
  "Init signature",
  "Call signature",
  "Repr",
  "String form",
  "Value",
]);
const SHORT = new Set(["Type", "File", "Length", "Namespace", "Base Class", "Subclasses", "Definition"]);
const LABEL = /^([A-Z][A-Za-z]{1,20}(?: [a-zA-Z]{1,20})?):[ \t]*/;
const ESCAPE = "\u001b[";

/** Takes the text apart. Where labels are coloured only those count: documentation may have the same words. */
export function readTold(text: string): Told {
  const lines = text.split("\n");
  const coloured = lines.some((line) => line.startsWith(ESCAPE) && isLabel(stripAnsi(line)));
  const fields: { label: string; lines: string[] }[] = [];
  for (const line of lines) {
    const plain = line.includes("\u001b") ? stripAnsi(line) : line;
    const label = !coloured || line.startsWith(ESCAPE) ? labelOf(plain) : undefined;
    if (label !== undefined) fields.push({ label: label.name, lines: [plain.slice(label.length)] });
    else if (fields.length > 0) fields.at(-1)?.lines.push(plain);
    else fields.push({ label: "", lines: [plain] });
  }
  const whole = fields.map(({ label, lines: own }) => [label, trimmed(own)] as const);
  const named = (wanted: string) => whole.find(([label]) => label === wanted)?.[1] || null;
  // IPython adds that of the object's type, which for NumPy's functions tells of how they are dispatched.
  const own = named("Docstring");
  const hasOwn = own !== null && !isNothing(own);
  const docs = whole
    .filter(([label, value]) => (label === "" || /docstring$|^Doc/.test(label)) && !isNothing(value))
    .filter(([label]) => !(hasOwn && label === "Class docstring"))
    .map(([, value]) => value);
  return {
    signature: named("Signature") ?? named("Init signature") ?? named("Call signature"),
    facts: whole.filter(
      ([label, value]) =>
        value !== "" &&
        (SHORT.has(label) || ["String form", "Value", "Repr"].includes(label)) &&
        label !== "File",
    ),
    docs,
    source: named("Source"),
    file: named("File"),
  };
}

const isNothing = (value: string) => value === "" || value === "<no docstring>";

function labelOf(line: string): { readonly name: string; readonly length: number } | undefined {
  const found = LABEL.exec(line);
  const name = found?.[1];
  return found && name !== undefined && (LONG.has(name) || SHORT.has(name))
    ? { name, length: found[0].length }
    : undefined;
}

const isLabel = (line: string) => labelOf(line) !== undefined;

/** Without empty lines at both ends. */
function trimmed(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]?.trim() === "") from++;
  while (to > from && lines[to - 1]?.trim() === "") to--;
  return lines.slice(from, to).join("\n");
}
