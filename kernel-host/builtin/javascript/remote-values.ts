/** How values of V8's inspector are told in the debugger: short texts, without running anything. */
import type { Runtime } from "node:inspector";

/** Longest text of a value, and most items of a preview, as V8 itself has them at most. */
const MOST_TEXT = 2000;

/** The text of a value: what a literal of it would be, where there is one. */
export function textOf(value: Runtime.RemoteObject): string {
  return cut(longTextOf(value));
}

function longTextOf({
  type,
  subtype,
  value,
  unserializableValue,
  description,
  preview,
}: Runtime.RemoteObject) {
  if (type === "string") return JSON.stringify(value);
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === "undefined") return "undefined";
  if (type === "function") return (description ?? "function").split("\n", 1)[0] ?? "";
  if (type !== "object" || subtype === "null") return String(value);
  if (subtype === "error") return (description ?? "Error").split("\n", 1)[0] ?? "";
  return preview ? previewText(preview) : (description ?? "Object");
}

function previewText({
  subtype,
  description = "",
  properties,
  overflow,
  entries,
}: Runtime.ObjectPreview): string {
  const more = overflow ? ", …" : "";
  if (subtype === "array" || subtype === "typedarray")
    return `[${properties.map(({ type, value = "" }) => itemText(type, value)).join(", ")}${more}]`;
  if (entries) {
    const items = entries.map(({ key, value }) =>
      key ? `${entryText(key)} => ${entryText(value)}` : entryText(value),
    );
    return `${description} {${items.join(", ")}${more}}`;
  }
  const items = properties.map(({ name, type, value = "" }) => `${name}: ${itemText(type, value)}`);
  const name = description === "Object" ? "" : `${description} `;
  return `${name}{${items.join(", ")}${more}}`;
}

const entryText = ({ type, description = "" }: Runtime.ObjectPreview) => itemText(type, description);
const itemText = (type: string, value: string) => (type === "string" ? JSON.stringify(value) : value || "…");

/** What it is: its class, or the kind of value. */
export function typeOf({ type, subtype, className }: Runtime.RemoteObject): string {
  return subtype === "null" ? "null" : (className ?? type);
}

/** Something is in it. */
export function hasChildren({ type, subtype, objectId }: Runtime.RemoteObject): boolean {
  return objectId !== undefined && type === "object" && subtype !== "null";
}

/** An exception as it was thrown, with its stack where it is an error. */
export function exceptionText({ exception, text }: Runtime.ExceptionDetails): string {
  if (!exception) return text;
  return cut(exception.description ?? textOf(exception));
}

const cut = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text);
