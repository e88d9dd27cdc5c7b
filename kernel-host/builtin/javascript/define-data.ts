/**
 * Values of the user's thread as tables: typed arrays, arrays (of objects or arrays as well), maps, sets, objects. As with
 * variables nothing of the user's is run: no getter, no trap of a proxy, no iterator. The server's thread asks through the
 * inspector, by pieces (inspected-tables.ts), and sorts, filters and sums what it is told. Nor is an array taken apart by
 * brackets here: that would ask its iterator, which the user may have replaced.
 */
import { types } from "node:util";
import { clean, DATA, GONE, kindOf, lengthOf, type Named, short, typeOf } from "./define-variables";

/** As they were at the start. */
const { apply, getOwnPropertyDescriptor, ownKeys } = Reflect;
const { isProxy, isMap, isSet, isDate, isTypedArray, isAnyArrayBuffer } = types;
const { isArray } = Array;
const { is } = Object;
const { isFinite, isInteger } = Number;
const { max, min } = Math;
const written = String;
const Bytes = Uint8Array;
const slice = String.prototype.slice;
const toLowerCase = String.prototype.toLowerCase;
const charCodeAt = String.prototype.charCodeAt;
const toISOString = Date.prototype.toISOString;
const getTime = Date.prototype.getTime;
const bigintText = BigInt.prototype.toString;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
type Next = () => IteratorResult<unknown>;
const mapNext: Next = new Map().entries().next;
const setNext: Next = new Set().values().next;

/** Elements that are looked at to find out what an array holds, columns, and elements of what has no places. */
const LOOKED_AT = 100;
const MOST_FIELDS = 1000;
const MOST_PLACES = 20_000;
const MOST_LISTED = 5_000_000;
const NAME = 200;
const SIGNED = 300;
/** Characters of a value that others are compared with, and of a whole cell. */
const COMPARED = 1000;
const LONGEST_BIGINT = 10n ** 300n;
/** There is no such field, and a property that is computed. */
const NOTHING = Symbol("nothing");
const COMPUTED = Symbol("computed");

/** What is asked: `rows` are places, or the first one and how many. */
export interface DataRequest {
  readonly op: "open" | "cells" | "values" | "whole";
  readonly path: string[];
  /** As "open" told them: they are other ones when the table is. */
  readonly id?: string;
  readonly length?: number;
  readonly columns?: number[];
  readonly rows?: number[] | { readonly from: number; readonly count: number };
  /** Characters of a cell. */
  readonly room?: number;
}

export interface DataField {
  readonly name: string;
  readonly type: string;
  readonly kind: "number" | "text" | "boolean" | "time" | "other";
}

interface Told {
  readonly rows: number;
  readonly columns: number;
  /** The rows have names. */
  readonly labels: boolean;
  name(column: number): string;
  at(row: number, column: number): unknown;
  label?(row: number): string;
  /** Of typed arrays. */
  readonly type?: string;
}

export function defineData({ walk, idOf }: Named): void {
  /** What was listed to have places: the last one, as it takes as long as it is. */
  let listed: { id: string; length: number; parts: unknown[][] } | undefined;

  const list = (value: object): unknown[][] => {
    const id = idOf(value);
    const length = lengthOf(value) ?? 0;
    if (listed && listed.id === id && listed.length === length) return listed.parts;
    const keyed = isMap(value);
    const { keys, values } = itemsOf(value, min(MOST_LISTED, length));
    listed = { id, length, parts: keyed ? [keys, values] : [values] };
    return listed.parts;
  };

  const tableOf = (value: unknown): Told | undefined => {
    if (typeof value !== "object" || value === null || isProxy(value)) return undefined;
    if (isTypedArray(value)) return typed(value as Uint8Array);
    if (isAnyArrayBuffer(value)) return typed(new Bytes(value));
    if (isArray(value)) return arrayTable(value);
    if (isSet(value)) {
      const items = list(value)[0] ?? [];
      return { rows: items.length, columns: 1, labels: false, name: () => "value", at: (row) => items[row] };
    }
    if (isMap(value)) {
      const keys = list(value)[0] ?? [];
      const items = list(value)[1] ?? [];
      return keyed(
        items.length,
        (row) => short(keys[row], 60, 1),
        (row) => items[row],
      );
    }
    return kindOf(value) === "mapping" ? objectTable(value) : undefined;
  };

  const answer = (request: DataRequest): object => {
    const value = walk(request.path);
    if (value === GONE) return { status: "gone" };
    const table = tableOf(value);
    if (!table) return { status: "cannot" };
    const id = idOf(value as object);
    if (request.op === "open") return opened(table, id, typeOf(value));
    if (id !== request.id || table.rows !== request.length) return { status: "changed" };
    const columns = request.columns ?? [];
    const { rows = [] } = request;
    const count = isArray(rows) ? rows.length : max(0, min(rows.count, table.rows - rows.from));
    const rowAt = (at: number) => (isArray(rows) ? (rows[at] as number) : rows.from + at);
    const room = request.room ?? NAME;
    if (request.op === "whole") {
      const found = table.at(rowAt(0), columns[0] ?? 0);
      const text = typeof found === "string" ? apply(slice, found, [0, room]) : textOf(found, 10 * NAME);
      return { status: "ok", text };
    }
    const told: unknown[][] = [];
    const missing: number[][] = [];
    for (let each = 0; each < columns.length; each++) {
      const column = columns[each] as number;
      const found: unknown[] = [];
      const lacks: number[] = [];
      for (let at = 0; at < count; at++) {
        const cell = table.at(rowAt(at), column);
        found[at] = request.op === "cells" ? textOf(cell, room) : comparable(cell);
        if (request.op === "cells" && isMissing(cell)) lacks[lacks.length] = at;
      }
      told[each] = found;
      missing[each] = lacks;
    }
    const labels: string[] = [];
    if (request.op === "cells" && table.label)
      for (let at = 0; at < count; at++) labels[at] = clean(table.label(rowAt(at)), 60);
    return { status: "ok", columns: told, missing, labels };
  };
  Object.defineProperty(globalThis, DATA, { value: answer, enumerable: false });
}

function typed(value: Uint8Array): Told {
  const type = typeOf(value);
  return {
    rows: lengthOf(value) ?? 0,
    columns: 1,
    labels: false,
    name: () => "value",
    at: (row) => value[row],
    type: apply(toLowerCase, apply(slice, type, [0, -5]), []),
  };
}

function arrayTable(value: unknown[]): Told {
  const rows = lengthOf(value) ?? 0;
  const keys: string[] = [];
  const seen = { __proto__: null } as unknown as Record<string, true>;
  let objects = 0;
  let lists = 0;
  let others = 0;
  let wide = 0;
  for (let at = 0; at < min(rows, LOOKED_AT); at++) {
    const item = own(value, at);
    if (item === null || item === undefined || item === NOTHING) continue;
    if (typeof item !== "object" || isProxy(item)) others++;
    else if (isArray(item) || isTypedArray(item)) {
      lists++;
      wide = max(wide, lengthOf(item) ?? 0);
    } else if (isRecord(item)) {
      objects++;
      const names = ownKeys(item);
      for (let each = 0; each < names.length && keys.length < MOST_FIELDS; each++) {
        const name = names[each] as string | symbol;
        if (typeof name !== "string" || seen[name]) continue;
        seen[name] = true;
        keys[keys.length] = name;
      }
    } else others++;
  }
  const record = (row: number) => own(value, row);
  if (objects > 0 && lists === 0 && others === 0 && keys.length > 0)
    return {
      rows,
      columns: keys.length,
      labels: false,
      name: (column) => keys[column] ?? "",
      at: (row, column) => own(record(row), keys[column] ?? ""),
    };
  if (lists > 0 && objects === 0 && others === 0)
    return {
      rows,
      columns: min(MOST_PLACES, wide),
      labels: false,
      name: written,
      at: (row, column) => own(record(row), column),
    };
  return { rows, columns: 1, labels: false, name: () => "value", at: record };
}

/** Lists of one length are columns; else a row for each name. */
function objectTable(value: object): Told {
  const names = ownKeys(value);
  const keys: string[] = [];
  let length: number | undefined;
  let alike = true;
  for (let at = 0; at < names.length && keys.length < MOST_LISTED; at++) {
    const name = names[at] as string | symbol;
    if (typeof name !== "string") continue;
    keys[keys.length] = name;
    if (!alike) continue;
    const item = own(value, name);
    const isList =
      typeof item === "object" && item !== null && !isProxy(item) && (isArray(item) || isTypedArray(item));
    const long = isList ? lengthOf(item) : undefined;
    alike = long !== undefined && (length === undefined || long === length) && keys.length <= MOST_FIELDS;
    length = long;
  }
  if (alike && keys.length > 0)
    return {
      rows: length ?? 0,
      columns: keys.length,
      labels: false,
      name: (column) => keys[column] ?? "",
      at: (row, column) => own(own(value, keys[column] ?? ""), row),
    };
  return keyed(
    keys.length,
    (row) => keys[row] ?? "",
    (row) => own(value, keys[row] ?? ""),
  );
}

function keyed(rows: number, label: (row: number) => string, at: (row: number) => unknown): Told {
  return {
    rows,
    columns: 2,
    labels: true,
    name: (column) => (column === 0 ? "value" : "type"),
    at: (row, column) => {
      const value = at(row);
      return column === 0 ? value : value === COMPUTED ? "accessor" : typeOf(value);
    },
    label,
  };
}

/** An object whose own names are fields. */
function isRecord(value: object): boolean {
  return (
    !isMap(value) && !isSet(value) && !isDate(value) && !isAnyArrayBuffer(value) && !types.isRegExp(value)
  );
}

/** An own property, as it is; nothing is called for it. */
function own(object: unknown, key: string | number): unknown {
  if (typeof object !== "object" || object === null || isProxy(object)) return NOTHING;
  const found = getOwnPropertyDescriptor(object, key);
  if (!found) return NOTHING;
  return "value" in found ? found.value : COMPUTED;
}

function itemsOf(value: object, count: number): { keys: unknown[]; values: unknown[] } {
  const keys: unknown[] = [];
  const values: unknown[] = [];
  const isKeyed = isMap(value);
  const iterator = isKeyed ? apply(mapEntries, value, []) : apply(setValues, value, []);
  for (let at = 0; at < count; at++) {
    const { done, value: item } = apply(isKeyed ? mapNext : setNext, iterator, []);
    if (done) break;
    if (isKeyed) keys[at] = (item as unknown[])[0];
    values[at] = isKeyed ? (item as unknown[])[1] : item;
  }
  return { keys, values };
}

function opened(table: Told, id: string, type: string): object {
  const fields: DataField[] = [];
  for (let column = 0; column < table.columns; column++) {
    const name = clean(table.name(column), NAME);
    fields[column] = table.type
      ? { name, type: table.type, kind: "number" }
      : { name, ...describedColumn(table, column) };
  }
  let sign = 5381;
  const step = max(1, table.rows / SIGNED);
  const across = max(1, table.columns / 20);
  for (let row = 0; row < table.rows; row += step)
    for (let column = 0; column < table.columns; column += across) {
      const text = textOf(table.at(row - (row % 1), column - (column % 1)), 40);
      for (let at = 0; at < text.length; at++) sign = (sign * 33 + charCode(text, at)) % 4_294_967_291;
    }
  const { rows, labels } = table;
  return { status: "ok", id, sign: written(sign), type: clean(type, 120), rows, fields, labels };
}

function describedColumn(table: Told, column: number): Omit<DataField, "name"> {
  let found: string | undefined;
  for (let row = 0; row < min(table.rows, LOOKED_AT); row++) {
    const value = table.at(row, column);
    if (isMissing(value) && typeof value !== "number") continue;
    const type = value === COMPUTED ? "accessor" : clean(typeOf(value), 60);
    if (found !== undefined && found !== type) return { type: "object", kind: "other" };
    found = type;
  }
  if (found === "number" || found === "bigint") return { type: found, kind: "number" };
  if (found === "string") return { type: found, kind: "text" };
  if (found === "boolean") return { type: found, kind: "boolean" };
  return { type: found ?? "object", kind: found === "Date" ? "time" : "other" };
}

function isMissing(value: unknown): boolean {
  if (value === undefined || value === null || value === NOTHING || value !== value) return true;
  return (
    typeof value === "object" && !isProxy(value) && isDate(value) && !isInteger(apply(getTime, value, []))
  );
}

function textOf(value: unknown, room: number): string {
  if (typeof value === "string") return clean(value, room);
  if (typeof value === "number") return is(value, -0) ? "-0" : written(value);
  if (value === NOTHING) return "–";
  if (value === COMPUTED) return "(getter)";
  return clean(short(value, room, 0), room);
}

/** A value that others are compared with, as text where JSON has no such number. */
function comparable(value: unknown): unknown {
  if (isMissing(value)) return null;
  if (typeof value === "number") return isFinite(value) ? value : `n:${value}`;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return `s:${apply(slice, value, [0, COMPARED])}`;
  if (typeof value === "bigint" && value < LONGEST_BIGINT && value > -LONGEST_BIGINT)
    return `b:${apply(bigintText, value, [])}`;
  if (typeof value === "object" && value !== null && !isProxy(value) && isDate(value))
    return `s:${apply(toISOString, value, [])}`;
  return `s:${textOf(value, NAME)}`;
}

function charCode(text: string, at: number): number {
  return apply(charCodeAt, text, [at]) as number;
}
