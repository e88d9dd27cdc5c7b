/** Completion of names and members (protocol "complete_request"). */
import type { Runtime } from "node:inspector";
import type { Completions } from "../server/kernel-implementation";
import { beginningAt } from "./expression-before";
import { ValueInspector } from "./inspector";

const KEYWORDS =
  "async await break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  );
/** Whose members a primitive value has. */
const PROTOTYPES: Record<string, string> = {
  string: "String.prototype",
  number: "Number.prototype",
  bigint: "BigInt.prototype",
  boolean: "Boolean.prototype",
  symbol: "Symbol.prototype",
};
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

interface Candidate {
  readonly name: string;
  /** As `_jupyter_types_experimental` says it. */
  readonly type: string;
}

/** @param cursor in code points, as are the offsets of the answer */
export async function completeAt(code: string, cursor: number): Promise<Completions> {
  const before = [...code].slice(0, cursor).join("");
  const none = { matches: [], cursorStart: cursor, cursorEnd: cursor };
  const beginning = beginningAt(before);
  if (!beginning) return none;
  const { object, prefix } = beginning;
  const found = await ValueInspector.use((inspector) => candidates(inspector, object));
  const unique = new Map((found ?? []).map((candidate) => [candidate.name, candidate]));
  const fitting = [...unique.values()].filter(
    ({ name }) => name.startsWith(prefix) && IDENTIFIER.test(name) && !/^__tandem_/.test(name),
  );
  // Names that begin with an underscore come last.
  fitting.sort((a, b) => Number(/^_/.test(a.name)) - Number(/^_/.test(b.name)) || compare(a.name, b.name));
  const start = cursor - [...prefix].length;
  const range = { start, end: cursor };
  return {
    matches: fitting.map(({ name }) => name),
    cursorStart: start,
    cursorEnd: cursor,
    metadata: {
      _jupyter_types_experimental: fitting.map(({ name, type }) => ({ ...range, text: name, type })),
    },
  };
}

async function candidates(inspector: ValueInspector, object: string | undefined): Promise<Candidate[]> {
  if (object === undefined) {
    const keywords = KEYWORDS.map((name) => ({ name, type: "keyword" }));
    const global = await inspector.evaluate("globalThis");
    return [...keywords, ...(global ? (await inspector.properties(global)).map(candidate) : [])];
  }
  let value = await inspector.evaluate(object);
  const prototype = value && PROTOTYPES[value.type];
  if (prototype) value = await inspector.evaluate(prototype);
  // The traps of a proxy are the user's code.
  if (!value?.objectId || value.subtype === "proxy") return [];
  return (await inspector.properties(value)).map(candidate);
}

function candidate({ name, value }: Runtime.PropertyDescriptor): Candidate {
  if (value?.type !== "function") return { name, type: "instance" };
  return { name, type: value.description?.startsWith("class") ? "class" : "function" };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
