import { expect, test } from "vitest";
import { columnsIn } from "./columns-in";

test.each([40, 57, 90, 170, 240, 700])("text of a room of %d px is not wider than the room", (width) => {
  for (const character of [6.6, 7.8, 12]) {
    const { columns, codeColumns } = columnsIn(width, character);
    expect(columns * character).toBeLessThanOrEqual(width);
    expect((columns + 1) * character).toBeGreaterThan(width);
    expect(codeColumns).toBeLessThanOrEqual(columns);
  }
});

test("a shell without room has a column", () => {
  expect(columnsIn(-20, 7.8)).toEqual({ columns: 1, codeColumns: 1 });
});
