import fc from "fast-check";
import { expect, test } from "vitest";
import { type Dialect, fieldsOf, RowEnds, unquoted } from "./row-ends";

const COMMA: Dialect = { separator: 44, quotes: true, end: 10 };

function parsed(text: string, dialect = COMMA): string[][] {
  const { bytes, bounds, rows, count } = fieldsOf(Buffer.from(text), dialect);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: (rows[row + 1] ?? 0) - (rows[row] ?? 0) }, (_, at) => {
      const field = 2 * ((rows[row] ?? 0) + at);
      return unquoted(bytes.toString("utf8", bounds[field], bounds[field + 1]));
    }),
  );
}

function ends(text: Buffer, dialect: Dialect, step: number): number[] {
  const found: number[] = [];
  const rows = new RowEnds(dialect, 0, (next) => found.push(next));
  for (let at = 0; at < text.length; ) at = rows.take(text.subarray(at, at + step));
  rows.finish();
  return found;
}

test("fields, quotes and ends of lines in quotes", () => {
  expect(parsed('a,b\r\n"x, ""y""\nz",2\n\n,"",\n')).toEqual([
    ["a", "b"],
    ['x, "y"\nz', "2"],
    ["", "", ""],
  ]);
  expect(parsed('5" pipe,1\n"a"b,2')).toEqual([
    ['5" pipe', "1"],
    ['"a"b', "2"],
  ]);
  expect(parsed(" 1   2\t3 \n4 5 6\n", { ...COMMA, separator: 32 })).toEqual([
    ["1", "2", "3"],
    ["4", "5", "6"],
  ]);
  expect(parsed('a,"b\nc', { ...COMMA, quotes: false })).toEqual([["a", '"b'], ["c"]]);
});

const sign = fc.constantFrom(",", '"', '""', "\n", "\r", "\r\n", "a", "é", " ", "\t");
const texts = fc.array(sign, { maxLength: 40 }).map((signs) => Buffer.from(signs.join("")));

test("however a text is cut, its rows end at the same places, and each piece has one row", () => {
  const dialect = fc.record({
    separator: fc.constantFrom(44, 32),
    quotes: fc.boolean(),
    end: fc.constantFrom(10, 13),
  });
  fc.assert(
    fc.property(texts, dialect, fc.integer({ min: 1, max: 7 }), (text, by, step) => {
      const whole = ends(text, by, text.length + 1);
      expect(ends(text, by, step)).toEqual(whole);
      let from = 0;
      for (const next of whole) {
        expect(fieldsOf(text.subarray(from, next), by).count).toBe(1);
        from = next;
      }
      expect(fieldsOf(text, by).count).toBe(whole.length);
    }),
    { numRuns: 2000 },
  );
});

test("a quote that nobody closes takes no more than a bounded piece with it", () => {
  const line = `${"x".repeat(999)}\n`;
  const text = Buffer.from(`a,"b\n${line.repeat(9000)}`);
  const found = ends(text, COMMA, 1 << 20);
  expect(found.length).toBe(9001);
  expect(fieldsOf(text, COMMA).count).toBe(9001);
});

test("a line without an end is cut into rows", () => {
  const text = Buffer.alloc(40 * 1024 * 1024, "x");
  const found = ends(text, COMMA, 1 << 20);
  expect(found.length).toBe(3);
  expect(fieldsOf(text, COMMA).count).toBe(3);
});
