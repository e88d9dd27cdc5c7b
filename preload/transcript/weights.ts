/** What is held costs so much, in UTF-16 units, about: the one measure of every account. */
import type { LogRecord } from "../contract/records";

/** What a line, an object or a list costs besides what is in it. */
export const LINE_COST = 32;
/** What a record costs besides what it says, and what is kept for each request that some are kept of. */
export const RECORD_COST = 96;
export const REQUEST_COST = 320;
/** What a block costs besides its code and outputs, its picture with it. */
export const BLOCK_COST = 1100;
/** What an output costs besides what it shows; one that prints has its own terminal. */
export const OUTPUT_COST = 240;
export const PRINTED_COST = 600;
/** What an output that was let go of leaves: its place. */
export const ABSENT_COST = 120;
/** What a display's id costs. */
export const ID_COST = 200;
/** What a value that is no text costs: a number, or the place that an object or a list has for one. */
const VALUE_COST = 8;

/** What was weighed: content never changes, and is weighed again whenever something is let go of. */
const weighed = new WeakMap<object, number>();

/** Of a message's content or a mime bundle, however deep: its strings, and what holds them. */
export function weightOf(content: Readonly<Record<string, unknown>>): number {
  const known = weighed.get(content);
  if (known !== undefined) return known;
  let weight = 0;
  // Not by recursion: a kernel may nest as deep as it likes.
  const open: object[] = [content];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    weight += LINE_COST;
    for (const value of Array.isArray(next) ? next : Object.values(next)) {
      weight += VALUE_COST;
      if (typeof value === "string") weight += value.length;
      else if (typeof value === "object" && value !== null) open.push(value);
    }
  }
  weighed.set(content, weight);
  return weight;
}

/** Of a record: what it says, and what holds that. */
export function weightOfRecord(record: LogRecord): number {
  switch (record.kind) {
    case "stream":
    case "raw":
      return record.text.length + LINE_COST;
    case "message":
      return weightOf(record.content);
    case "request":
      return record.code.length + LINE_COST;
    case "request_end":
      return (record.payload ?? []).reduce((sum, payload) => sum + weightOf(payload), LINE_COST);
    case "input_answered":
      return (record.value?.length ?? 0) + LINE_COST;
    default:
      return LINE_COST;
  }
}
