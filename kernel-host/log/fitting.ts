/**
 * Makes records fit: what a kernel sends may have any size, and a record may not, because every client takes it whole.
 * What is too large is taken out and kept as files; the record says which (`kept`).
 */
import type { KeptFile, LogRecord, LogRecordOf } from "../../preload/contract/records";
import type { Keepable } from "./disk/kept-files";

/** Keeps something and says where. */
export type Keep = (kept: Keepable) => KeptFile;

/** A part of a message that is smaller, in UTF-16 units of its JSON, stays where it is. */
const SMALL_CHARS = 64 * 1024;
/** What stays of a text of which the rest is kept elsewhere: its beginning and its end, in UTF-16 units. */
const HEAD_CHARS = 8 * 1024;
const TAIL_CHARS = 8 * 1024;
/** The same of a traceback, whose parts are lines; each may be long. */
const ENDS_LINES = 100;
/** What may be left of a message whose parts are all small, in UTF-16 units. */
const MOST_CHARS = 8 * 1024 * 1024;

/** Whether a record is surely larger than `most` bytes: looks only at what is at hand, and is quick. */
export function isSurelyLarger(record: Pick<LogRecord, "kind">, most: number): boolean {
  if (record.kind !== "message") return false;
  const { content, metadata = {}, buffers = [] } = record as LogRecordOf<"message">;
  let chars = 0;
  const { data } = content;
  const bundles = [content, metadata, typeof data === "object" && data !== null ? data : {}];
  for (const bundle of bundles)
    for (const value of Object.values(bundle)) if (typeof value === "string") chars += value.length;
  for (const buffer of buffers) chars += buffer.length;
  return chars > most;
}

/**
 * The record without what is too large in it.
 * @param raw what of it is not in it to begin with, because it could not be read as text
 * @throws RangeError when it is nested too deep to be written
 */
export function fitted(record: LogRecord, keep: Keep, raw: readonly Keepable[] = []): LogRecord {
  const kept: KeptFile[] = raw.map(keep);
  switch (record.kind) {
    case "message":
      return fitMessage(record, keep, kept);
    case "request_end": {
      const { payload, ...rest } = record;
      return payload && isLarge(payload)
        ? { ...rest, kept: [keep({ what: "page", value: payload })] }
        : record;
    }
    case "input_answered":
      return record.value === undefined ? record : { ...record, value: ends(record.value) };
    default:
      return record;
  }
}

function fitMessage(record: LogRecordOf<"message">, keep: Keep, kept: KeptFile[]): LogRecord {
  const { buffers, metadata, content: whole, ...rest } = record;
  const { msgType } = record;
  const away = (what: string, value: unknown) => void kept.push(keep({ what: what.slice(0, 200), value }));
  const content: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(whole)) {
    if (!isLarge(value)) content[name] = value;
    else if (name === "data" && isObject(value)) {
      const small: Record<string, unknown> = {};
      for (const [type, one] of Object.entries(value)) {
        if (isLarge(one)) away(type, one);
        else small[type] = one;
      }
      content[name] = small;
    } else if (msgType === "error" && name === "traceback" && isLines(value)) {
      away(
        name,
        value.map((line) => `${line}\n`),
      );
      content[name] = [ends(value.slice(0, ENDS_LINES).join("\n"), value.slice(-ENDS_LINES).join("\n"))];
    } else {
      away(name, value);
      content[name] = typeof value === "string" ? ends(value) : null;
    }
  }
  const large = {
    buffers: isLarge(buffers),
    metadata: isLarge(metadata),
    content: isLarge(content, MOST_CHARS),
  };
  if (large.content) away(msgType, content);
  if (large.metadata) away("metadata", metadata);
  if (large.buffers)
    for (const buffer of buffers ?? [])
      kept.push(keep({ what: "binary data", extension: "bin", bytes: Buffer.from(buffer, "base64") }));
  return {
    ...rest,
    content: large.content ? {} : content,
    ...(metadata && !large.metadata && { metadata }),
    ...(buffers && !large.buffers && { buffers }),
    ...(kept.length > 0 && { kept }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

/** Whether a value has more than `most` characters as JSON; looks no further than that. */
function isLarge(value: unknown, most = SMALL_CHARS): boolean {
  const open: unknown[] = [value];
  for (let chars = 0; open.length > 0; ) {
    const next = open.pop();
    chars += typeof next === "string" ? next.length + 2 : 2;
    if (typeof next === "object" && next !== null) {
      const values = Object.values(next);
      chars += values.length;
      for (const one of values) open.push(one);
    }
    if (chars > most) return true;
  }
  return false;
}

/** Beginning and end of a text that is kept whole elsewhere. */
function ends(head: string, tail = head): string {
  if (head === tail && head.length <= HEAD_CHARS + TAIL_CHARS) return head;
  return `${head.slice(0, HEAD_CHARS)}\n[...]\n${tail.slice(-TAIL_CHARS)}`;
}
