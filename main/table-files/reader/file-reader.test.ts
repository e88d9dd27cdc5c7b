import { rm, truncate, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { DataView } from "../../../preload/contract/data";
import { PLAIN_OPTIONS } from "./file/opened";
import { endReadings, PLAIN, reading } from "./reading-fixture";

endReadings();

test("a CSV: names, types, quotes, missing values; sorted, filtered, summed up, searched", async () => {
  const { open, ask } = await reading(
    "run.csv",
    'name,flux,night\n"a, b",1.5,2026-03-04\n"say ""x""\ntwice",,2026-03-05\nc,-2,2026-03-01\nd,10,NaN\n',
  );
  const table = await open();
  expect([table.rows, table.columns]).toEqual([4, 3]);
  expect((await table.described()).map(({ name, kind, literal }) => [name, kind, literal])).toEqual([
    ["name", "text", "'name'"],
    ["flux", "number", "'flux'"],
    ["night", "time", "'night'"],
  ]);
  expect(await table.page()).toEqual([
    ["a, b", "1.5", "2026-03-04"],
    ['say "x"\\ntwice', "", "2026-03-05"],
    ["c", "-2", "2026-03-01"],
    ["d", "10", "NaN"],
  ]);
  const names = async (view: Partial<DataView>) => (await table.page(view, [0])).flat();
  expect(await names({ sort: [{ column: 1, descending: true }] })).toEqual([
    "d",
    "a, b",
    "c",
    'say "x"\\ntwice',
  ]);
  expect(await names({ filters: [{ column: 1, test: ">", value: "-2" }] })).toEqual(["a, b", "d"]);
  expect(await names({ filters: [{ column: 2, test: "<", value: "2026-03-04" }] })).toEqual(["c"]);
  expect(await names({ filters: [{ column: 1, test: "missing", value: "" }] })).toHaveLength(1);
  const summary = await ask({ op: "summary", ...table.asked, view: PLAIN, column: 1 });
  expect(summary).toMatchObject({ summary: { missing: 1, distinct: 3, rows: 4 } });
  const totals = { from: 0, count: 4, columnFrom: 0, columnCount: 3 };
  expect(await ask({ op: "totals", ...table.asked, view: PLAIN, ...totals })).toMatchObject({
    numbers: 3,
    sum: "9.5",
  });
  const search = { text: "TWICE", row: 0, column: 0, backwards: false };
  expect(await ask({ op: "find", ...table.asked, view: PLAIN, ...search })).toMatchObject({
    at: { row: 1, column: 0 },
  });
  expect(await ask({ op: "cell", ...table.asked, view: PLAIN, row: 1, column: 0 })).toMatchObject({
    text: 'say "x"\ntwice',
  });
});

test("how a text is written is found out, and can be told otherwise", async () => {
  const german = await reading("a.csv", Buffer.from("Größe;Ort\n1,5;Köln\n2,25;Ulm\n", "latin1"));
  await german.open();
  expect(german.states.at(-1)?.options).toMatchObject({ separator: ";", decimal: ",", encoding: "latin1" });
  const spaces = await reading("b.csv", "# x y\n 1.0   2\n 3.0  4\n");
  expect(await (await spaces.open()).page()).toEqual([
    ["1.0", "2"],
    ["3.0", "4"],
  ]);
  expect(spaces.states.at(-1)).toMatchObject({ remarks: true, options: { separator: " ", header: false } });
  const wide = await reading("c.tsv", Buffer.from("\ufeffa\tb\nä\t2\n", "utf16le"));
  expect(await (await wide.open()).page()).toEqual([["ä", "2"]]);
  const wrong = await reading("d.csv", "a|b;c\n1|2;3\n", { separator: ";" });
  expect((await wrong.open()).columns).toBe(2);
  await wrong.reader.take({ type: "read", options: { ...PLAIN_OPTIONS, separator: "|" } });
  expect(await (await wrong.open()).page()).toEqual([["1", "2;3"]]);
  const packed = await reading("e.csv.gz", gzipSync("a,b\n1,2\n"));
  expect(await (await packed.open()).page()).toEqual([["1", "2"]]);
  const cut = await reading("f.csv.gz", gzipSync(`a,b\n${"1,2\n".repeat(5000)}`).subarray(0, 40));
  expect(await cut.settled()).toMatchObject({ problem: "truncated" });
});

test("rows longer and shorter than others, names twice, signs that could harm", async () => {
  const { open } = await reading("a.csv", 'x,x,"<b>\u202e\u0007"\n1\n1,2,3,4\n\n');
  const table = await open();
  expect((await table.described()).map(({ name, literal }) => [name, literal])).toEqual([
    ["x", null],
    ["x", null],
    ["<b>\\u{202e}\\x07", null],
    ["3", null],
  ]);
  expect(await table.page()).toEqual([
    ["1", "", "", ""],
    ["1", "2", "3", "4"],
  ]);
});

test("a file that is removed stays readable; one that changes is read anew; an empty one says so", async () => {
  const { path, open, until } = await reading("a.csv", "a\n1\n");
  const table = await open();
  await rm(path);
  await until(({ gone }) => gone);
  expect(await table.page()).toEqual([["1"]]);
  await writeFile(path, "a\n1\n2\n");
  await until(({ gone, rows }) => !gone && rows === 2);
  await truncate(path, 0);
  await until(({ problem }) => problem === "empty");
});

test("a long file is never in memory as a whole", async () => {
  const row = `${"x".repeat(60)},1.25,2026-03-04\n`;
  const { open } = await reading("long.csv", `name,flux,night\n${row.repeat(400_000)}last,9,2026-03-05\n`);
  const table = await open();
  expect(table.rows).toBe(400_001);
  const before = process.memoryUsage();
  const top = await table.page({ sort: [{ column: 1, descending: true }] }, [0, 1]);
  expect(top[0]).toEqual(["last", "9"]);
  const after = process.memoryUsage();
  // The file has 32 MB: what is kept of it is pieces that were looked at last and one number for a row.
  expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(120 << 20);
});
