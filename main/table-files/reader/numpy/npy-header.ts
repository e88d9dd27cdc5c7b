/** The head of a .npy file (NEP 1): what the elements are, and how many in each dimension. */
import { Unreadable } from "../file/opened";
import { type Literal, pythonLiteral } from "./python-literal";

/** A kind of element: as NumPy names it, with its size in bytes. */
export interface Dtype {
  /** "f", "i", "u", "b", "c", "M", "m", "S", "U", "V". */
  readonly kind: string;
  readonly size: number;
  readonly little: boolean;
  /** Of times: "ns", "D". */
  readonly unit: string;
  readonly name: string;
}

export interface Field {
  readonly name: string;
  readonly dtype: Dtype;
  readonly offset: number;
}

export interface NpyHeader {
  readonly shape: readonly number[];
  readonly fortran: boolean;
  /** One without a name, or those of records. */
  readonly fields: readonly Field[];
  readonly named: boolean;
  /** Bytes of an element. */
  readonly size: number;
  /** Where the elements begin. */
  readonly begin: number;
}

/** @param head at least the first 64 KB @throws Unreadable */
export function npyHeader(head: Buffer): NpyHeader {
  if (head.toString("latin1", 0, 6) !== "\x93NUMPY") throw new Unreadable("format");
  const wide = (head[6] ?? 1) > 1;
  const length = wide ? head.readUInt32LE(8) : head.readUInt16LE(8);
  const from = wide ? 12 : 10;
  if (from + length > head.length) throw new Unreadable("truncated");
  const text = head.toString("utf8", from, from + length);
  const told = pythonLiteral(text.trim());
  if (!(told instanceof Map)) throw new Unreadable("format");
  const shape = told.get("shape");
  if (!Array.isArray(shape) || !shape.every((part) => typeof part === "number"))
    throw new Unreadable("format");
  const fortran = told.get("fortran_order") === true;
  const begin = from + length;
  const descr = told.get("descr");
  if (typeof descr === "string") {
    const dtype = dtypeOf(descr);
    const fields = [{ name: "value", dtype, offset: 0 }];
    return { shape, fortran, fields, named: false, size: dtype.size, begin };
  }
  if (!Array.isArray(descr)) throw new Unreadable("format");
  const { fields, size } = fieldsOf(descr);
  return { shape, fortran, fields, named: true, size, begin };
}

/** `[('x', '<f8'), ('name', '<U10'), …]`; fields that are arrays themselves are passed over. */
function fieldsOf(list: readonly Literal[]): { fields: Field[]; size: number } {
  const fields: Field[] = [];
  let size = 0;
  for (const each of list) {
    const [name, descr, shape = []] = Array.isArray(each) ? each : [];
    // Records in records, and names with titles.
    if (typeof name !== "string" || typeof descr !== "string" || !Array.isArray(shape))
      throw new Unreadable("feature");
    const dtype = dtypeOf(descr);
    const times = shape.reduce<number>((all, part) => all * Number(part), 1);
    if (name !== "" && shape.length === 0) fields.push({ name, dtype, offset: size });
    size += dtype.size * times;
  }
  if (fields.length === 0) throw new Unreadable("feature");
  return { fields, size };
}

const NAMES: Readonly<Record<string, string>> = { f: "float", i: "int", u: "uint", c: "complex" };

function dtypeOf(descr: string): Dtype {
  const [, order = "", kind = "", digits = "", unit = ""] =
    /^([<>|=]?)([a-zA-Z])(\d{0,9})(?:\[(\w{1,10})\])?$/.exec(descr) ?? [];
  // Objects are pickled: to read them would be to run what is in the file.
  if (kind === "" || kind === "O") throw new Unreadable("feature");
  const size = Number(digits) * (kind === "U" ? 4 : 1);
  const known =
    { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1], c: [8, 16], M: [8], m: [8] }[kind] ?? undefined;
  if (known ? !known.includes(size) : !["S", "U", "V", "a"].includes(kind)) throw new Unreadable("feature");
  const bits = NAMES[kind] ? `${NAMES[kind]}${8 * size}` : "";
  const time = kind === "M" ? `datetime64[${unit}]` : kind === "m" ? `timedelta64[${unit}]` : "";
  return {
    kind: kind === "a" ? "S" : kind,
    size,
    little: order !== ">",
    unit,
    name: bits || time || (kind === "b" ? "bool" : kind === "U" ? `<U${digits}` : `${kind}${digits}`),
  };
}
