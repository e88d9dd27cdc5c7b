/** Literals of Python as the heads of .npy files have them: texts, whole numbers, truth, tuples, lists and dicts. */
import { Unreadable } from "../file/opened";

export type Literal = string | number | boolean | readonly Literal[] | ReadonlyMap<string, Literal>;

const MOST_DEPTH = 20;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** @throws Unreadable when it is none of these */
export function pythonLiteral(text: string): Literal {
  let at = 0;
  const fail = (): never => {
    throw new Unreadable("format");
  };
  const skip = () => {
    while (text[at] === " " || text[at] === "\n" || text[at] === "\t") at++;
  };
  const quoted = (quote: string): string => {
    let found = "";
    for (at++; at < text.length && text[at] !== quote; at++) {
      if (text[at] === "\\") at++;
      found += text[at] ?? "";
    }
    if (at++ >= text.length) fail();
    return found;
  };
  const word = (): Literal => {
    const begin = at;
    while (at < text.length && /[\w-]/.test(text[at] ?? "")) at++;
    const found = text.slice(begin, at);
    if (found === "True" || found === "False") return found === "True";
    const number = Number(found.endsWith("L") ? found.slice(0, -1) : found);
    return found !== "" && Number.isSafeInteger(number) ? number : fail();
  };
  const value = (depth: number): Literal => {
    skip();
    const sign = text[at] ?? "";
    if (sign === "'" || sign === '"') return quoted(sign);
    const closing = CLOSING[sign];
    if (closing === undefined) return word();
    if (depth > MOST_DEPTH) fail();
    at++;
    const items: Literal[] = [];
    const entries = new Map<string, Literal>();
    for (skip(); text[at] !== closing; skip()) {
      const item = value(depth + 1);
      skip();
      if (closing === "}") {
        if (typeof item !== "string" || text[at] !== ":") fail();
        at++;
        entries.set(String(item), value(depth + 1));
        skip();
      } else items.push(item);
      if (text[at] === ",") at++;
      else if (text[at] !== closing) fail();
    }
    at++;
    return closing === "}" ? entries : items;
  };
  return value(0);
}
