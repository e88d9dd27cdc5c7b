import { expect, it } from "vitest";
import { bytesInRow, bytesInRowsOf, columnsOfRow, pageInRows } from "./bytes-page";

const SIXTEEN = [
  "00000000  7f 45 4c 46 00 20 7c 7c  72 61 74 68 65 72 20 73  |.ELF. ||rather s|",
  "00000010  68 6f 72 74 20 66 69 6c  65 0a                    |hort file.|",
];
const EIGHT = [
  "00000000  7f 45 4c 46 00 20 7c 7c  |.ELF. |||",
  "00000008  72 61 74 68 65 72 20 73  |rather s|",
  "00000010  68 6f 72 74 20 66 69 6c  |hort fil|",
  "00000018  65 0a                    |e.|",
];

it("lays bytes out in rows of another width, and back", () => {
  expect(pageInRows(SIXTEEN, 8)).toEqual(EIGHT);
  expect(pageInRows(EIGHT, 16)).toEqual(SIXTEEN);
  expect(pageInRows(pageInRows(SIXTEEN, 4), 16)).toEqual(SIXTEEN);
  expect(pageInRows([""], 8)).toEqual([]);
});

it("takes the widest row that fits", () => {
  for (const row of [SIXTEEN[0], EIGHT[0], pageInRows(SIXTEEN, 4)[0]] as string[]) {
    expect(columnsOfRow(bytesInRowsOf(row))).toBe(row.length);
    expect(bytesInRow(row.length)).toBe(bytesInRowsOf(row));
    expect(bytesInRow(row.length - 1)).toBeLessThanOrEqual(Math.max(4, bytesInRowsOf(row) / 2));
  }
  expect(bytesInRow(0)).toBe(4);
});
