/** How a notebook's JSON is written: what is put into it is written as the rest is. */

export interface JsonStyle {
  /** What a level is indented by; null where all stands in one line. */
  readonly indent: string | null;
  /** Between a name and its value, and between values that stand in one line. */
  readonly colon: string;
  readonly comma: string;
  /** Signs beyond ASCII are written as escapes. */
  readonly ascii: boolean;
}

/** As nbformat writes. */
const USUAL: JsonStyle = { indent: " ", colon: ": ", comma: ", ", ascii: false };

/** The style of a text that is a JSON object, by how it begins. */
export function styleOf(text: string): JsonStyle {
  const open = text.indexOf("{");
  const key = text.indexOf('"', open);
  if (open < 0 || key < 0) return USUAL;
  const before = text.slice(open + 1, key);
  const end = text.indexOf('"', key + 1) + 1;
  let value = end;
  while (value < text.length && ": \t\r\n".includes(text[value] as string)) value++;
  const indent = before.includes("\n") ? before.slice(before.lastIndexOf("\n") + 1) : null;
  return {
    indent,
    colon: text.slice(end, value) || ":",
    comma: indent === null && !hasSpaceAfterComma(text, open) ? "," : ", ",
    ascii: isAscii(text) && hasEscapedSign(text),
  };
}

/** Whether a space follows the first comma that stands in no string. */
function hasSpaceAfterComma(text: string, from: number): boolean {
  let isString = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (isString && sign === "\\") at++;
    else if (sign === '"') isString = !isString;
    else if (sign === "," && !isString) return text[at + 1] === " ";
  }
  return true;
}

/** Whether a sign is written by its number; in JSON a backslash is always the first of two signs. */
function hasEscapedSign(text: string): boolean {
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at + 2))
    if (text[at + 1] === "u") return true;
  return false;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/**
 * A value as JSON.
 * @param level how deep it stands
 */
export function writeJson(value: unknown, style: JsonStyle, level: number): string {
  if (typeof value === "string") return writeString(value, style);
  if (Array.isArray(value)) {
    return enclosed(
      "[",
      value.map((each) => writeJson(each, style, level + 1)),
      "]",
      style,
      level,
    );
  }
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).flatMap(([name, each]) =>
      each === undefined
        ? []
        : [`${writeString(name, style)}${style.colon}${writeJson(each, style, level + 1)}`],
    );
    return enclosed("{", parts, "}", style, level);
  }
  return JSON.stringify(value ?? null);
}

function enclosed(
  open: string,
  parts: readonly string[],
  close: string,
  style: JsonStyle,
  level: number,
): string {
  if (parts.length === 0) return open + close;
  if (style.indent === null) return open + parts.join(style.comma) + close;
  const line = `\n${style.indent.repeat(level + 1)}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${style.indent.repeat(level)}${close}`;
}

function writeString(text: string, { ascii }: JsonStyle): string {
  const written = JSON.stringify(text);
  if (!ascii) return written;
  return written.replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
