/**
 * Whether the user's own code catches what is thrown: the kernel catches everything, so V8 calls no exception of a cell
 * uncaught. Looked for is a `try` with a `catch` around one of the places that are being run, or are waited from.
 */
import { type Node, type Program, parse } from "acorn";
import { full } from "acorn-walk";

/** A place in a script, as V8 has it: lines and columns from 0. */
export interface ScriptPlace {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber?: number | undefined;
}

export interface ScriptText {
  readonly source: string;
  /** Line and column that it begins with. */
  readonly startLine: number;
  readonly startColumn: number;
}

/** So many scripts are known at a time, and no longer ones than so, in UTF-16 units. */
const MOST_SCRIPTS = 200;
const MOST_CHARS = 2 * 1024 * 1024;

type Range = readonly [start: number, end: number];

interface Read {
  readonly text: ScriptText;
  readonly lineStarts: readonly number[];
  /** Of `try` blocks that have a `catch`. */
  readonly tries: readonly Range[];
  readonly functions: readonly Range[];
}

export class CaughtExceptions {
  readonly #scripts = new Map<string, Promise<Read>>();

  /** @param textOf of a script that V8 knows; what rejects counts as a script without `try` */
  constructor(private readonly textOf: (scriptId: string) => Promise<ScriptText>) {}

  /** Whether something is caught that is thrown in the first of these places, which the others have called. */
  async catches(places: readonly ScriptPlace[]): Promise<boolean> {
    for (const place of places) {
      const read = await this.#read(place.scriptId);
      if (read && isInTry(read, place)) return true;
    }
    return false;
  }

  async #read(scriptId: string): Promise<Read | undefined> {
    let reading = this.#scripts.get(scriptId);
    if (!reading) {
      reading = this.textOf(scriptId).then(readScript);
      reading.catch(() => {});
      this.#scripts.set(scriptId, reading);
      const [oldest] = this.#scripts.keys();
      if (this.#scripts.size > MOST_SCRIPTS && oldest !== undefined) this.#scripts.delete(oldest);
    }
    return reading.catch(() => undefined);
  }
}

function readScript(text: ScriptText): Read {
  const { source } = text;
  if (source.length > MOST_CHARS) throw new RangeError("The script is too long to be read.");
  const tries: Range[] = [];
  const functions: Range[] = [];
  full(programOf(source), (node: Node) => {
    const { type, handler, block } = node as Node & { readonly handler?: Node | null; readonly block?: Node };
    if (type === "TryStatement" && handler && block) tries.push([block.start, block.end]);
    else if (/Function/.test(type)) functions.push([node.start, node.end]);
  });
  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { text, lineStarts, tries, functions };
}

function programOf(source: string): Program {
  const options = {
    ecmaVersion: "latest",
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  } as const;
  try {
    return parse(source, { ...options, sourceType: "script" });
  } catch {
    return parse(source, { ...options, sourceType: "module" });
  }
}

function isInTry({ text, lineStarts, tries, functions }: Read, place: ScriptPlace): boolean {
  const line = place.lineNumber - text.startLine;
  const column = (place.columnNumber ?? 0) - (line === 0 ? text.startColumn : 0);
  const at = (lineStarts[line] ?? 0) + column;
  const has = ([start, end]: Range) => start <= at && at < end;
  // Of a function that is only written inside of the block, the block catches nothing.
  const inner = functions.filter(has);
  return tries.some(
    (block) => has(block) && !inner.some(([start, end]) => block[0] <= start && end <= block[1]),
  );
}
