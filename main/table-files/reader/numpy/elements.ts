/** Elements of NumPy arrays, from bytes. */
import type { ColumnKind } from "../../../../preload/contract/data";
import { cleanText, numberCell, shortFloat } from "../../../../preload/tables/cell-text";
import type { Cell, Value } from "../../../../preload/tables/readable";
import type { Dtype } from "./npy-header";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  f: "number",
  i: "number",
  u: "number",
  b: "boolean",
  M: "time",
  m: "other",
  S: "text",
  U: "text",
};

export function kindOf({ kind }: Dtype): ColumnKind {
  return KINDS[kind] ?? "other";
}

const NOT_A_TIME = -(2n ** 63n);
/** Of a unit of time, in ms; those below are told by their digits. */
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  D: 86_400_000,
  W: 604_800_000,
};
const FINE: Readonly<Record<string, number>> = { us: 3, ns: 6, ps: 9 };

/** The element at a place. Complex ones are texts; integers that a double cannot hold are bigints. */
export function elementAt(bytes: Buffer, at: number, dtype: Dtype): Value {
  const { kind, size, little } = dtype;
  switch (kind) {
    case "f":
      return floatAt(bytes, at, size, little);
    case "i":
    case "u":
      return integerAt(bytes, at, dtype);
    case "b":
      return bytes[at] !== 0;
    case "c": {
      const [real, imaginary] = [
        floatAt(bytes, at, size / 2, little),
        floatAt(bytes, at + size / 2, size / 2, little),
      ];
      return `(${numberCell(real).text}${imaginary < 0 || Object.is(imaginary, -0) ? "" : "+"}${numberCell(imaginary).text}j)`;
    }
    case "M":
      return timeOf(little ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at), dtype.unit);
    case "m": {
      const length = little ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at);
      return length === NOT_A_TIME ? null : `${length} ${dtype.unit}`;
    }
    case "U": {
      let text = "";
      for (let each = at; each < at + size; each += 4) {
        const code = little ? bytes.readUInt32LE(each) : bytes.readUInt32BE(each);
        if (code === 0) break;
        text += code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
      }
      return text;
    }
    default: {
      const end = bytes.subarray(at, at + size).indexOf(0);
      return kind === "S"
        ? bytes.toString("latin1", at, end < 0 ? at + size : at + end)
        : `b'${bytes.toString("hex", at, at + Math.min(size, 100))}'`;
    }
  }
}

function integerAt(bytes: Buffer, at: number, { kind, size, little }: Dtype): Value {
  if (size === 8) {
    const big =
      kind === "i"
        ? little
          ? bytes.readBigInt64LE(at)
          : bytes.readBigInt64BE(at)
        : little
          ? bytes.readBigUInt64LE(at)
          : bytes.readBigUInt64BE(at);
    const number = Number(big);
    return Number.isSafeInteger(number) ? number : big;
  }
  if (kind === "i") return little ? bytes.readIntLE(at, size) : bytes.readIntBE(at, size);
  return little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

function floatAt(bytes: Buffer, at: number, size: number, little: boolean): number {
  if (size === 8) return little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
  if (size === 4) return little ? bytes.readFloatLE(at) : bytes.readFloatBE(at);
  const bits = little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const rest = bits & 1023;
  if (exponent === 31) return rest ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? rest * 2 ** -24 : (1024 + rest) * 2 ** (exponent - 25));
}

/** A time as ISO 8601 has it; null: there is none. */
function timeOf(value: bigint, unit: string): string | null {
  if (value === NOT_A_TIME) return null;
  if (unit === "Y") return String(1970n + value).padStart(4, "0");
  if (unit === "M") {
    const [year, month] = [1970 + Math.floor(Number(value) / 12), ((Number(value) % 12) + 12) % 12];
    return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}`;
  }
  const fine = FINE[unit];
  const per = fine === undefined ? 1n : 10n ** BigInt(fine);
  const whole =
    fine === undefined ? value * BigInt(UNITS[unit] ?? 1) : (value - (((value % per) + per) % per)) / per;
  const date = new Date(Number(whole));
  if (Number.isNaN(date.getTime())) return String(value);
  const text = date.toISOString();
  if (fine !== undefined)
    return `${text.slice(0, -1)}${String(((value % per) + per) % per).padStart(fine, "0")}`;
  return unit === "D" || unit === "W" ? text.slice(0, 10) : text.slice(0, unit === "ms" ? -1 : 19);
}

/** An element as a cell, with all its digits and no more. */
export function elementCell(value: Value, { kind, size }: Dtype, room: number): Cell {
  if (value === null) return { text: "NaT", missing: true };
  if (typeof value === "number") {
    const cell = numberCell(value);
    return kind === "f" && size === 4 && Number.isFinite(value) ? { ...cell, text: shortFloat(value) } : cell;
  }
  if (typeof value === "boolean") return { text: value ? "True" : "False", missing: false };
  return { text: cleanText(String(value), room), missing: kind === "c" && String(value).includes("NaN") };
}
