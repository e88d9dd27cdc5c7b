/** Elements of HDF5 datasets, from the bytes that its library lays out in its memory. */
import type { ColumnKind } from "../../../../preload/contract/data";
import { cleanText, numberCell } from "../../../../preload/tables/cell-text";
import type { Value } from "../../../../preload/tables/readable";
import { elementAt } from "../numpy/elements";
import type { Dtype } from "../numpy/npy-header";
import type { Library, Metadata } from "./hdf5-library";

/** Classes of types, by HDF5's numbers for them. */
const [INTEGER, FLOAT, STRING, BITFIELD, COMPOUND, ENUM, VARIABLE, ARRAY] = [0, 1, 3, 4, 6, 8, 9, 10];
/** Characters that a value takes that has others in it, its elements, and how deep they go. */
const MOST_TEXT = 1000;
const MOST_ELEMENTS = 100;
const MOST_DEPTH = 4;
const LONGEST_TEXT = 1_000_000;

/** What is told of a type: the part of `Metadata` that members and elements have as well. */
export type ElementType = Omit<Metadata, "shape" | "maxshape" | "chunks" | "total_size"> &
  Partial<Pick<Metadata, "shape">>;

/** A kind of number as NumPy has it, or undefined: it is none. The library gives them in this machine's order. */
export function numberType({ type, size, signed, enum_type }: ElementType): Dtype | undefined {
  const kind =
    type === FLOAT && [2, 4, 8].includes(size)
      ? "f"
      : (type === INTEGER || type === BITFIELD || (type === ENUM && enum_type)) && [1, 2, 4, 8].includes(size)
        ? signed && type !== BITFIELD
          ? "i"
          : "u"
        : undefined;
  if (!kind) return undefined;
  const name = `${{ f: "float", i: "int", u: "uint" }[kind]}${8 * size}`;
  return { kind, size, little: true, unit: "", name };
}

/** How a type is named, and how it is filtered and aligned. */
export function described(type: ElementType): { readonly type: string; readonly kind: ColumnKind } {
  const number = numberType(type);
  switch (type.type) {
    case ENUM:
      return isBoolean(type) ? { type: "bool", kind: "boolean" } : { type: "enum", kind: "category" };
    case STRING:
      return { type: type.vlen ? "str" : `S${type.size}`, kind: "text" };
    case COMPOUND:
      return { type: isComplex(type) ? "complex" : "record", kind: "other" };
    case VARIABLE:
      return { type: "list", kind: "other" };
    case ARRAY:
      return { type: `array ${(type.array_type?.shape ?? []).join("×")}`, kind: "other" };
  }
  return number ? { type: number.name, kind: "number" } : { type: "bytes", kind: "other" };
}

/** As h5py writes them. */
function isBoolean({ enum_type: told }: ElementType): boolean {
  return told?.nmembers === 2 && told.members["FALSE"] === 0 && told.members["TRUE"] === 1;
}

function isComplex({ compound_type: told }: ElementType): boolean {
  return told?.nmembers === 2 && told.members[0]?.name === "r" && told.members[1]?.name === "i";
}

/** Reads elements of one type. A type is looked at once, as there are many of them. */
export function decoderOf(
  type: ElementType,
  library: Library,
  depth = 0,
): (memory: Buffer, at: number) => Value {
  const number = numberType(type);
  switch (type.type) {
    case ENUM: {
      if (!number) break;
      if (isBoolean(type)) return (memory, at) => memory[at] !== 0;
      const names = new Map(
        Object.entries(type.enum_type?.members ?? {}).map(([name, code]) => [code, name]),
      );
      return (memory, at) => {
        const code = elementAt(memory, at, number);
        return names.get(Number(code)) ?? String(code);
      };
    }
    case STRING:
      return type.vlen ? variableText(library) : fixedText(type);
    case COMPOUND:
      return depth > MOST_DEPTH ? () => "…" : record(type, library, depth);
    case ARRAY: {
      const { array_type: inner } = type;
      if (!inner || depth > MOST_DEPTH) return () => "…";
      const count = (inner.shape ?? []).reduce((all, length) => all * length, 1);
      const read = decoderOf({ ...inner, shape: null }, library, depth + 1);
      return (memory, at) => listed(count, (place) => read(memory, at + place * inner.size));
    }
    case VARIABLE: {
      const { vlen_type: inner } = type;
      if (!inner || depth > MOST_DEPTH) return () => "…";
      const read = decoderOf(inner, library, depth + 1);
      return (memory, at) => {
        const [count, place] = [memory.readUInt32LE(at), memory.readUInt32LE(at + 4)];
        const heap = heapOf(library);
        return listed(count, (each) => read(heap, place + each * inner.size));
      };
    }
  }
  if (number) return (memory, at) => elementAt(memory, at, number);
  return (memory, at) => `b'${memory.toString("hex", at, at + Math.min(100, type.size))}'`;
}

/** All of the library's memory. It moves when it grows, so that it is asked for anew. */
export function heapOf(library: Library): Buffer {
  const { buffer } = library.HEAPU8;
  return Buffer.from(buffer as ArrayBuffer);
}

const variableText =
  (library: Library) =>
  (memory: Buffer, at: number): Value => {
    const place = memory.readUInt32LE(at);
    if (place === 0) return "";
    const heap = heapOf(library);
    const found = heap.indexOf(0, place);
    const end = Math.min(found < 0 ? heap.length : found, place + LONGEST_TEXT);
    return heap.toString("utf8", place, end);
  };

const fixedText =
  ({ size, strpad }: ElementType) =>
  (memory: Buffer, at: number): Value => {
    const bytes = memory.subarray(at, at + size);
    const zero = bytes.indexOf(0);
    const text = bytes.toString("utf8", 0, zero < 0 ? size : zero);
    // 2: filled up with spaces, as Fortran has it.
    return strpad === 2 ? text.trimEnd() : text;
  };

function record(type: ElementType, library: Library, depth: number): (memory: Buffer, at: number) => Value {
  const members = (type.compound_type?.members ?? []).slice(0, MOST_ELEMENTS).map((member) => ({
    name: cleanText(member.name, 60),
    offset: member.offset,
    read: decoderOf(member, library, depth + 1),
  }));
  const [real, imaginary] = members;
  if (isComplex(type) && real && imaginary)
    return (memory, at) => {
      const [a, b] = [real, imaginary].map(({ read, offset }) => Number(read(memory, at + offset)));
      const sign = (b ?? 0) < 0 || Object.is(b, -0) ? "" : "+";
      return `(${numberCell(a ?? 0).text}${sign}${numberCell(b ?? 0).text}j)`;
    };
  return (memory, at) => {
    const texts = members.map(({ name, offset, read }) => `${name}: ${plain(read(memory, at + offset))}`);
    return `{${texts.join(", ")}}`.slice(0, MOST_TEXT);
  };
}

function listed(count: number, at: (place: number) => Value): string {
  let text = "[";
  for (let place = 0; place < count; place++) {
    if (place >= MOST_ELEMENTS || text.length > MOST_TEXT) return `${text}, …]`;
    text += `${place > 0 ? ", " : ""}${plain(at(place))}`;
  }
  return `${text}]`;
}

function plain(value: Value): string {
  return typeof value === "number" ? numberCell(value).text : String(value).slice(0, MOST_TEXT);
}
