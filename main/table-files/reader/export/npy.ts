/**
 * Tables as arrays of NumPy: of one column one dimension, of columns of one type two, else a structured array. Texts are as
 * long as the longest of their column.
 */
import type { FileHandle } from "node:fs/promises";
import { Cannot, type Value } from "../../../../preload/tables/readable";
import {
  type Exported,
  floatOf,
  integerOf,
  microsecondsOf,
  namesOf,
  pieces,
  rowCount,
  truthOf,
  writtenAs,
} from "./exported";

/** Bytes of an element of text: a longer one makes a file that is mostly nothing. */
const MOST_TEXT = 40_000;

interface Element {
  readonly descr: string;
  readonly size: number;
  readonly put: (bytes: DataView, at: number, value: Value) => void;
}

const TIME: Element = {
  descr: "<M8[us]",
  size: 8,
  put: (bytes, at, value) =>
    bytes.setBigInt64(at, value === null ? -(2n ** 63n) : microsecondsOf(value), true),
};
const FLOAT: Element = {
  descr: "<f8",
  size: 8,
  put: (bytes, at, value) => bytes.setFloat64(at, value === null ? Number.NaN : floatOf(value), true),
};
const INTEGER: Element = {
  descr: "<i8",
  size: 8,
  put: (bytes, at, value) => bytes.setBigInt64(at, integerOf(value), true),
};
const TRUTH: Element = {
  descr: "|b1",
  size: 1,
  put: (bytes, at, value) => bytes.setUint8(at, Number(truthOf(value))),
};

export async function writeNpy(file: FileHandle, exported: Exported): Promise<void> {
  const elements: Element[] = [];
  for (const [at, column] of exported.columns.entries()) {
    const share = 0.5 / exported.columns.length;
    elements.push(await elementOf(exported, column, [share * at, share * (at + 1)]));
  }
  const [first = FLOAT] = elements;
  const alike =
    elements.every(({ descr }) => descr === first.descr) &&
    (elements.length === 1 || !first.descr.includes("U"));
  const rows = rowCount(exported);
  const names = namesOf(exported);
  const descr = alike
    ? `'${first.descr}'`
    : `[${elements.map((element, at) => `(${python(names[at] ?? "")}, '${element.descr}')`).join(", ")}]`;
  const shape = alike && elements.length > 1 ? `(${rows}, ${elements.length})` : `(${rows},)`;
  await file.writeFile(headOf(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`));
  const size = elements.reduce((sum, element) => sum + element.size, 0);
  for await (const { count, values } of pieces(exported, exported.columns, [0.5, 1])) {
    const bytes = new DataView(new ArrayBuffer(count * size));
    for (let row = 0, at = 0; row < count; row++)
      for (const [column, element] of elements.entries()) {
        element.put(bytes, at, values[column]?.[row] ?? null);
        at += element.size;
      }
    await file.writeFile(new Uint8Array(bytes.buffer));
  }
}

async function elementOf(
  exported: Exported,
  column: number,
  share: readonly [number, number],
): Promise<Element> {
  const written = await writtenAs(exported, column);
  if (written === "float") return FLOAT;
  if (written === "time") return TIME;
  if (written === "bool") return TRUTH;
  let longest = 1;
  let missing = false;
  for await (const { values } of pieces(exported, [column], share))
    for (const value of values[0] ?? []) {
      missing ||= value === null;
      if (written === "text" && value !== null) longest = Math.max(longest, [...String(value)].length);
    }
  // NumPy's integers have no missing ones.
  if (written === "int") return missing ? FLOAT : INTEGER;
  if (4 * longest > MOST_TEXT) throw new Cannot("type");
  return {
    descr: `<U${longest}`,
    size: 4 * longest,
    put: (bytes, at, value) => {
      let to = at;
      for (const sign of value === null ? "" : String(value)) {
        bytes.setUint32(to, sign.codePointAt(0) ?? 0, true);
        to += 4;
      }
    },
  };
}

/** A text as a literal of Python: JSON's escapes mean the same there. */
const python = (text: string) => JSON.stringify(text);

function headOf(text: string): Uint8Array {
  const old = text.length < 60_000 && /^[\0-\xff]*$/.test(text);
  const plain = Buffer.from(text, old ? "latin1" : "utf8");
  const before = old ? 10 : 12;
  const length = Math.ceil((before + plain.length + 1) / 64) * 64 - before;
  const head = Buffer.alloc(before + length, " ");
  head.set([0x93, ...Buffer.from("NUMPY"), old ? 1 : 3, 0]);
  if (old) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  plain.copy(head, before);
  head[head.length - 1] = 0x0a;
  return head;
}
