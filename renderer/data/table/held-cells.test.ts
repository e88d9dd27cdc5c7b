import { expect, test } from "vitest";
import { HeldCells, TILE_COLUMNS, TILE_ROWS } from "./held-cells";

function page(from: number, first: number) {
  return {
    status: "ok" as const,
    op: "page" as const,
    from,
    rows: 10_000_000,
    labels: Array.from({ length: TILE_ROWS }, (_, at) => String(from + at)),
    columns: Array.from({ length: TILE_COLUMNS }, (_, at) => ({
      column: first + at,
      cells: Array.from({ length: TILE_ROWS }, (_, row) => `${from + row},${first + at}`),
      missing: at === 1 ? [2] : [],
    })),
  };
}

test("through ten million rows no more cells are held than a bounded number", () => {
  const cells = new HeldCells();
  let most = 0;
  for (let from = 0; from < 10_000_000; from += 50_000) {
    for (const first of [0, 16]) cells.put(page(from, first), first, cells.generation);
    most = Math.max(most, cells.size);
  }
  expect(most).toBe(64_000);
  expect(cells.cell(9_950_001, 17)).toEqual({ text: "9950001,17", missing: false });
  expect(cells.cell(9_950_002, 17)).toEqual({ text: "9950002,17", missing: true });
  expect(cells.label(9_950_003, 0)).toBe("9950003");
  expect(cells.cell(0, 0)).toBeUndefined();
});

test("what was looked at last stays", () => {
  const cells = new HeldCells();
  for (let tile = 0; tile < 200; tile++) {
    cells.put(page(tile * TILE_ROWS, 0), 0, cells.generation);
    expect(cells.cell(0, 0)?.text).toBe("0,0");
  }
});

test("outdated cells are drawn until they are read anew, and late pages are let go of", () => {
  const cells = new HeldCells();
  const before = cells.generation;
  cells.put(page(0, 0), 0, before);
  cells.outdate();
  expect(cells.has(0, 0, 1_000_000)).toBe(false);
  expect(cells.cell(1, 1)?.text).toBe("1,1");
  cells.put(page(100, 0), 0, before);
  expect(cells.cell(100, 0)).toBeUndefined();
});
