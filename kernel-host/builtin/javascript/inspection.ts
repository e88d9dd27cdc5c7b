/** What is known of the value under the cursor (protocol "inspect_request"). */
import type { Runtime } from "node:inspector";
import type { Inspection } from "../server/kernel-implementation";
import { expressionAt } from "./expression-before";
import { ValueInspector } from "./inspector";

const BOLD = "\x1b[1m";
const PLAIN = "\x1b[0m";
/** Longest source that is shown, in characters. */
const MAX_SOURCE = 20_000;

/** @param cursor in code points; detail 1 shows a function's source too */
export async function inspectAt(code: string, cursor: number, detail: 0 | 1): Promise<Inspection> {
  const offset = [...code].slice(0, cursor).join("").length;
  const expression = expressionAt(code, offset);
  if (expression === undefined) return { found: false };
  const value = await ValueInspector.use((inspector) => inspector.evaluate(expression));
  if (!value || value.type === "undefined") return { found: false };
  const rows = value.type === "function" ? functionRows(value, detail) : valueRows(value);
  const text = [["Expression", expression], ...rows].map(
    ([name, content]) => `${BOLD}${name}:${PLAIN} ${content}`,
  );
  return { found: true, data: { "text/plain": text.join("\n") } };
}

function functionRows({ description = "", className }: Runtime.RemoteObject, detail: 0 | 1): string[][] {
  const kind = description.startsWith("class") ? "class" : (className ?? "Function");
  const rows = [
    ["Type", kind],
    ["Signature", signature(description)],
  ];
  const native = /\{\s*\[native code\]\s*\}$/.test(description);
  if (detail === 1 && !native) rows.push(["Source", `\n${description.slice(0, MAX_SOURCE)}`]);
  return rows;
}

/** The head of a function as it is written, or of a class with its constructor. */
function signature(source: string): string {
  const head = source.startsWith("class") ? /constructor\s*\(/.exec(source) : undefined;
  if (source.startsWith("class") && !head) return source.slice(0, source.indexOf("{")).trim();
  const from = head?.index ?? 0;
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (source[at] === "(") depth++;
    if (source[at] === ")" && --depth === 0) return source.slice(from, at + 1).replace(/\s+/g, " ");
  }
  return source.split("\n", 1)[0] ?? "";
}

function valueRows({
  type,
  subtype,
  className,
  description,
  value,
  preview,
}: Runtime.RemoteObject): string[][] {
  const rows = [["Type", className ?? subtype ?? type]];
  if (preview) {
    const properties = preview.properties.map(({ name, value: shown, type: kind }) => {
      return preview.subtype === "array" ? (shown ?? kind) : `${name}: ${shown ?? kind}`;
    });
    if (preview.overflow) properties.push("…");
    rows.push(["Value", `${description ?? ""} ${properties.join(", ")}`.trim()]);
  } else rows.push(["Value", type === "string" ? JSON.stringify(value) : (description ?? String(value))]);
  return rows;
}
