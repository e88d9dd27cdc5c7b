import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { PlainFile } from "../file/plain-file";
import { RowIndex } from "./row-index";

test("is done no sooner than all rows are known", async () => {
  const folder = await mkdtemp(join(tmpdir(), "row-index-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "a.csv");
  await writeFile(path, "1,2\n3,4\n");
  const file = await PlainFile.open(path);
  onTestFinished(() => file.close());
  const index = new RowIndex(file, { separator: 44, end: 10, quotes: true }, 0);
  const rowsWhenDone: number[] = [];
  let built = false;
  const building = index.build(new AbortController().signal).then(() => {
    built = true;
  });
  while (!built) {
    if (index.done === 1) rowsWhenDone.push(index.rows);
    await turn();
  }
  await building;
  expect([index.done, index.rows]).toEqual([1, 2]);
  expect(new Set(rowsWhenDone)).not.toContain(0);
});
