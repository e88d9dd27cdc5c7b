/**
 * What the global names of the user's thread stand for, told without running anything of the user's: no getter, no trap
 * of a proxy, no iterator, nothing that could have been replaced since the start. The server's thread calls it through
 * the inspector, also while code runs (`ValueInspector.call`).
 */
import { types } from "node:util";
import { STEP } from "./breakable-region";
import { IMPORT_META } from "./program";

/** A name that scripts do not meet: the inspector calls it by this. */
export const VARIABLES = "__tandem_variables";
/** The same for tables (define-data.ts). */
export const DATA = "__tandem_data";

const MOST_ROWS = 2000;
const VALUE_CHARACTERS = 160;
const NAME_CHARACTERS = 200;
const ITEMS = 12;
const DEPTH = 3;
const MOST_HELD = 20;

/** As they were at the start: the user's code may replace what stands on the prototypes. */
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isProxy, isMap, isSet, isDate, isRegExp, isPromise, isTypedArray, isAnyArrayBuffer } = types;
const { isArrayBuffer, isModuleNamespaceObject, isNativeError } = types;
const { isArray } = Array;
const { isInteger } = Number;
const { min, max } = Math;
const written = String;
const now = performance.now.bind(performance);
const own = (prototype: object, name: PropertyKey) => getOwnPropertyDescriptor(prototype, name);
const slice = String.prototype.slice;
const indexOf = String.prototype.indexOf;
const charCodeAt = String.prototype.charCodeAt;
const hex = Number.prototype.toString;
const sourceOf = Function.prototype.toString;
const toISOString = Date.prototype.toISOString;
const getTime = Date.prototype.getTime;
const bigintText = BigInt.prototype.toString;
const symbolText = Symbol.prototype.toString;
const regExpSource = own(RegExp.prototype, "source")?.get as () => string;
const mapSize = own(Map.prototype, "size")?.get as () => number;
const setSize = own(Set.prototype, "size")?.get as () => number;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
type Next = () => IteratorResult<unknown>;
const mapNext: Next = new Map().entries().next;
const setNext: Next = new Set().values().next;
const typedPrototype = getPrototypeOf(Uint8Array.prototype) as object;
const typedLength = own(typedPrototype, "length")?.get as () => number;
const typedBytes = own(typedPrototype, "byteLength")?.get as () => number;
const bufferBytes = own(ArrayBuffer.prototype, "byteLength")?.get as () => number;
const getId = WeakMap.prototype.get;
const setId = WeakMap.prototype.set;
const hasName = Set.prototype.has;
const objectPrototype = Object.prototype;

/** What the kernel itself defines as code is run. */
const LATER = ["require", "__filename", "__dirname", IMPORT_META, STEP, VARIABLES, DATA];

interface Request {
  readonly path?: string[];
  readonly from?: number;
  readonly count?: number;
  readonly hold?: string;
  readonly restore?: true;
  readonly release?: true;
}

type Access = string | null;
interface Part {
  readonly key: string;
  readonly name: string;
  readonly access: Access;
  readonly value: unknown;
  /** A property that is computed: its value is not asked for. */
  readonly computed?: boolean;
}

/**
 * Makes it findable, and remembers which names are not the user's. Called once all of the kernel's own are defined.
 * `passwords`: those that were answered, now and later; a value that has one in it is told as secret.
 */
export function defineVariables(passwords: readonly string[]): Named {
  const theirs = new Set<PropertyKey>([...ownKeys(globalThis), ...LATER]);
  const ids = new WeakMap<object, number>();
  let lastId = 0;
  known = passwords;

  const idOf = (value: object): string => {
    let id = apply(getId, ids, [value]) as number | undefined;
    if (id === undefined) {
      id = ++lastId;
      apply(setId, ids, [value, id]);
    }
    return written(id);
  };

  const variables = (): Part[] => {
    const found: Part[] = [];
    const keys = ownKeys(globalThis);
    for (let at = 0; at < keys.length; at++) {
      const name = keys[at];
      if (typeof name !== "string" || apply(hasName, theirs, [name])) continue;
      found[found.length] = property(globalThis, name, name);
    }
    return found;
  };

  const walk = (path: readonly string[]): unknown => {
    let value: unknown;
    for (let at = 0; at < path.length; at++) {
      const step = path[at] as string;
      const found =
        at === 0 ? first(variables(), step) : partsOf(value, +apply(slice, step, [2]), 1).parts[0];
      if (!found) return GONE;
      value = found.value;
    }
    return value;
  };

  /** Those that were deleted and may be wanted back, the last one last. */
  let held: Part[] = [];
  const keep = ({ hold, restore }: Request) => {
    if (hold !== undefined) {
      const found = first(variables(), hold);
      if (!found || found.computed) return false;
      held = part(held, max(0, held.length - MOST_HELD + 1), MOST_HELD);
      held[held.length] = found;
      return true;
    }
    const before = restore === undefined ? undefined : held[held.length - 1];
    held = restore === undefined ? [] : part(held, 0, held.length - 1);
    if (restore === undefined) return true;
    const present = before && own(globalThis, before.name);
    if (!before || (present && !("value" in present && present.value === undefined && present.writable)))
      return false;
    (globalThis as Record<string, unknown>)[before.name] = before.value;
    return true;
  };

  const answer = (request: Request) => {
    const begun = now();
    if (request.hold !== undefined || request.restore || request.release)
      return keep(request) ? { status: "ok", total: 0, variables: [], took: 0 } : { status: "gone" };
    const start = max(0, request.from ?? 0);
    const count = min(MOST_ROWS, request.count ?? MOST_ROWS);
    const path = request.path ?? [];
    let total: number;
    let parts: Part[];
    if (path.length === 0) {
      const all = variables();
      total = all.length;
      parts = part(all, start, count);
    } else {
      const value = walk(path);
      if (value === GONE) return { status: "gone" };
      ({ total, parts } = partsOf(value, start, count));
    }
    const rows: object[] = [];
    for (let at = 0; at < parts.length; at++) rows[at] = rowOf(parts[at] as Part, path.length === 0, idOf);
    return { status: "ok", total, variables: rows, took: now() - begun };
  };
  Object.defineProperty(globalThis, VARIABLES, { value: answer, enumerable: false });
  return { walk, idOf };
}

/** What the names lead to. */
export interface Named {
  /** What a path leads to, or `GONE`. */
  readonly walk: (path: readonly string[]) => unknown;
  /** Another text for each object. */
  readonly idOf: (value: object) => string;
}

export const GONE = Symbol("gone");
let known: readonly string[] = [];

/** Whether the text of a value has a password in it, as it is or as texts are quoted. */
function hasPassword(text: string): boolean {
  for (let at = 0; at < known.length; at++) {
    const password = known[at] as string;
    const written = quoted(password);
    if (apply(indexOf, text, [password]) >= 0) return true;
    if (apply(indexOf, text, [apply(slice, written, [1, written.length - 1])]) >= 0) return true;
  }
  return false;
}

/** Where to cut a text of at most `room` characters, so that no beginning of a password stands at its end. */
function beforePassword(text: string, room: number): number {
  let cut = room;
  for (let at = 0; at < known.length; at++) {
    const { length } = known[at] as string;
    const near = apply(slice, text, [0, cut + length]);
    const found = apply(indexOf, near, [known[at], max(0, cut - length + 1)]) as number;
    if (found >= 0 && found < cut) cut = found;
  }
  return cut;
}

function first(parts: Part[], key: string): Part | undefined {
  for (let at = 0; at < parts.length; at++) if (parts[at]?.key === key) return parts[at];
  return undefined;
}

function part<T>(all: T[], start: number, count: number): T[] {
  const found: T[] = [];
  for (let at = start; at < min(all.length, start + count); at++) found[at - start] = all[at] as T;
  return found;
}

function rowOf(given: Part, top: boolean, idOf: (value: object) => string): object {
  const { value, computed } = given;
  const kind = computed ? "other" : kindOf(value);
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  const length = computed ? undefined : lengthOf(value);
  const text = computed ? "" : short(value, VALUE_CHARACTERS, 0);
  return {
    key: given.key,
    name: clean(given.name, NAME_CHARACTERS),
    access: given.access,
    kind,
    type: computed ? "accessor" : clean(typeOf(value), 120),
    shape: length === undefined ? "" : written(length),
    value: clean(text, 2 * VALUE_CHARACTERS),
    size: computed ? null : sizeOf(value),
    parts: !computed && isObject && kind !== "function" && kind !== "class" && hasParts(value as object),
    mark: isObject && !computed ? idOf(value as object) : "",
    ...(hasPassword(text) ? { secret: true } : {}),
    ...(top ? { origin: originOf(given.name, kind) } : {}),
  };
}

function originOf(name: string, kind: string): string {
  if (name[0] === "_") return "private";
  return kind === "module" ? "imported" : "own";
}

export function kindOf(value: unknown): string {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "boolean":
      return "number";
    case "string":
      return "text";
    case "function":
      return !isProxy(value) && apply(slice, apply(sourceOf, value, []), [0, 6]) === "class "
        ? "class"
        : "function";
    case "object":
      break;
    default:
      return "other";
  }
  if (value === null) return "other";
  if (isProxy(value)) return "object";
  if (isModuleNamespaceObject(value)) return "module";
  if (isTypedArray(value) || isAnyArrayBuffer(value)) return "array";
  if (isArray(value) || isSet(value)) return "sequence";
  if (isMap(value)) return "mapping";
  const prototype = getPrototypeOf(value);
  return prototype === null || prototype === objectPrototype ? "mapping" : "object";
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "function") return kindOf(value);
  if (typeof value !== "object") return typeof value;
  if (isProxy(value)) return "Proxy";
  const prototype = getPrototypeOf(value);
  if (prototype === null || isProxy(prototype)) return "Object";
  const constructor = own(prototype, "constructor")?.value as unknown;
  if (typeof constructor !== "function" || isProxy(constructor)) return "Object";
  const name = own(constructor, "name")?.value as unknown;
  return typeof name === "string" && name !== "" ? name : "Object";
}

export function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || isProxy(value)) return undefined;
  if (isArray(value)) return value.length;
  if (isTypedArray(value)) return apply(typedLength, value, []);
  if (isMap(value)) return apply(mapSize, value, []);
  if (isSet(value)) return apply(setSize, value, []);
  return undefined;
}

function sizeOf(value: unknown): number | null {
  if (typeof value === "string") return value.length * 2;
  if (isProxy(value)) return null;
  if (isTypedArray(value)) return apply(typedBytes, value, []);
  return isArrayBuffer(value) ? apply(bufferBytes, value, []) : null;
}

function hasParts(value: object): boolean {
  return (
    !isProxy(value) &&
    ((lengthOf(value) ?? 0) > 0 || (lengthOf(value) === undefined && ownKeys(value).length > 0))
  );
}

function partsOf(value: unknown, start: number, count: number): { total: number; parts: Part[] } {
  if (typeof value !== "object" || value === null || isProxy(value)) return { total: 0, parts: [] };
  const parts: Part[] = [];
  const length = lengthOf(value);
  if (isMap(value) || isSet(value)) {
    const isKeyed = isMap(value);
    const iterator = isKeyed ? apply(mapEntries, value, []) : apply(setValues, value, []);
    for (let at = 0; at < start + count; at++) {
      const { done, value: item } = apply(isKeyed ? mapNext : setNext, iterator, []);
      if (done) break;
      if (at < start) continue;
      const name = isKeyed ? short((item as unknown[])[0], 60, 1) : written(at);
      parts[at - start] = {
        key: `i:${at}`,
        name,
        access: null,
        value: isKeyed ? (item as unknown[])[1] : item,
      };
    }
    return { total: length ?? 0, parts };
  }
  if (length !== undefined) {
    for (let at = start; at < min(length, start + count); at++) {
      const name = `[${at}]`;
      parts[at - start] = { ...property(value, written(at), name), key: `i:${at}`, access: name };
    }
    return { total: length, parts };
  }
  const keys = ownKeys(value);
  for (let at = start; at < min(keys.length, start + count); at++) {
    const key = keys[at] as PropertyKey;
    const name = typeof key === "symbol" ? apply(symbolText, key, []) : written(key);
    const shown = property(value, key, name);
    parts[at - start] = { ...shown, key: `i:${at}`, access: typeof key === "symbol" ? null : accessOf(name) };
  }
  return { total: keys.length, parts };
}

function property(object: object, key: PropertyKey, name: string): Part {
  const found = getOwnPropertyDescriptor(object, key);
  const computed = found !== undefined && !("value" in found);
  return {
    key: `a:${clean(name, NAME_CHARACTERS)}`,
    name,
    access: name,
    value: found?.value,
    ...(computed ? { computed } : {}),
  };
}

function accessOf(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const code = apply(charCodeAt, name, [at]) as number;
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
    if (!letter && !(at > 0 && code >= 48 && code <= 57)) return `[${quoted(name)}]`;
  }
  return name === "" ? '[""]' : `.${name}`;
}

/** The value in about `room` characters. */
export function short(value: unknown, room: number, depth: number): string {
  if (typeof value === "string") {
    if (value.length <= room) return quoted(value);
    return `${quoted(apply(slice, value, [0, beforePassword(value, room)]))}…`;
  }
  if (typeof value === "bigint") return shortBigint(value);
  if (typeof value === "symbol") return apply(symbolText, value, []);
  if (typeof value === "function") return shortFunction(value);
  if (typeof value !== "object" || value === null) return written(value);
  if (isProxy(value)) return "Proxy";
  if (isDate(value)) {
    const time = apply(getTime, value, []) as number;
    return isInteger(time) ? apply(toISOString, value, []) : "Invalid Date";
  }
  if (isRegExp(value)) return `/${apply(slice, apply(regExpSource, value, []), [0, room])}/`;
  if (isPromise(value)) return "Promise";
  const listed = isArray(value) || isTypedArray(value) || isSet(value);
  const [opening, closing] = listed ? ["[", "]"] : ["{", "}"];
  const type = typeOf(value);
  const named = type === "Array" || type === "Object" ? "" : `${type} `;
  if (depth >= DEPTH) return `${named}${opening}…${closing}`;
  if (isAnyArrayBuffer(value)) return named;
  if (isNativeError(value)) {
    const message = own(value, "message")?.value as unknown;
    return `${type}: ${typeof message === "string" ? apply(slice, message, [0, room]) : ""}`;
  }
  const { total, parts } = partsOf(value, 0, ITEMS);
  let text = "";
  let at = 0;
  for (; at < parts.length && text.length < room; at++) {
    const { name, value: item, computed } = parts[at] as Part;
    const shown = computed ? "…" : short(item, max(8, min(40, room - text.length)), depth + 1);
    text += `${at > 0 ? ", " : ""}${listed ? shown : `${name}: ${shown}`}`;
  }
  return `${named}${opening}${text}${at < total ? `${at > 0 ? ", " : ""}…` : ""}${closing}`;
}

function shortBigint(value: bigint): string {
  const large = 10n ** 300n;
  if (value > large || value < -large) return "a bigint of more than 300 digits";
  return `${apply(bigintText, value, [])}n`;
}

function shortFunction(value: unknown): string {
  if (isProxy(value)) return "Proxy";
  const name = own(value as object, "name")?.value as unknown;
  return typeof name === "string" ? `${name}()` : "()";
}

function quoted(text: string): string {
  let result = '"';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    result += character === '"' || character === "\\" ? `\\${character}` : character;
  }
  return clean(`${result}"`, 1000);
}

/** One line that can be shown and sent: controls, marks of direction and halves of characters are written as escapes. */
export function clean(text: string, most: number): string {
  let result = "";
  for (let at = 0; at < text.length; at++) {
    if (at >= most) return `${result}…`;
    const code = apply(charCodeAt, text, [at]) as number;
    const next = at + 1 < text.length ? (apply(charCodeAt, text, [at + 1]) as number) : 0;
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      result += (text[at] as string) + (text[at + 1] as string);
      at++;
    } else result += mustBeEscaped(code) ? `\\u{${apply(hex, code, [16])}}` : (text[at] as string);
  }
  return result;
}

function mustBeEscaped(code: number): boolean {
  if (code < 32 || (code >= 127 && code < 160)) return true;
  return (
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}
