/** Values of a real JavaScript kernel as tables. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { DataClient, PLAIN } from "./data-fixture";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";
import { builtin } from "./variables-fixture";

describe("JavaScript", () => {
  let host: TestHost;
  let client: TestClient;
  let data: DataClient;
  beforeAll(async () => {
    host = await TestHost.start(builtin("javascript-kernel.js"));
    client = (await host.attach()).follow();
    await client.state("idle");
    data = new DataClient(client);
  });
  afterAll(() => host.dispose());

  test("typed arrays, arrays of objects and of arrays, columns, maps, sets and objects are tables", async () => {
    await client.run(`
      const t = Float32Array.of(0.5, NaN, -0, Infinity); const big = BigInt64Array.of(2n ** 62n, -1n);
      const stars = [{ name: "Vega", mag: 0.03 }, { name: "ä\\n", mag: null, seen: new Date(0) }, { mag: 1n }];
      const matrix = [[1, 2], [3], Float64Array.of(5, 6)]; const columns = { x: [1, 2], y: Uint8Array.of(3, 4) };
      const map = new Map([["a", 1], [{ k: 1 }, [2]]]); const set = new Set(["u", 7]); const plain = { a: 1, get b() { process.exit(3); } };
      const mixed = [1, "two", , undefined, [3], () => 1]; const text = "no table"; const pair = new ArrayBuffer(2);
    `);
    const shown = async (name: string) => (await data.open(name)).page();
    const heads = async (name: string) =>
      (await (await data.open(name)).described()).map(
        ({ name: head, type, kind }) => `${head} ${type} ${kind}`,
      );
    expect(await shown("t")).toEqual([["0.5"], ["NaN"], ["-0"], ["Infinity"]]);
    expect(await heads("t")).toEqual(["value float32 number"]);
    expect(await shown("big")).toEqual([["4611686018427387904n"], ["-1n"]]);
    expect(await heads("stars")).toEqual(["name string text", "mag object other", "seen Date time"]);
    expect(await shown("stars")).toEqual([
      ["Vega", "0.03", "–"],
      ["ä\\u{a}", "null", "1970-01-01T00:00:00.000Z"],
      ["–", "1n", "–"],
    ]);
    expect(await shown("matrix")).toEqual([
      ["1", "2"],
      ["3", "–"],
      ["5", "6"],
    ]);
    expect(await heads("columns")).toEqual(["x number number", "y number number"]);
    expect(await shown("columns")).toEqual([
      ["1", "3"],
      ["2", "4"],
    ]);
    const map = await data.open("map");
    expect(map).toMatchObject({ type: "Map", rows: 2, labels: "key" });
    expect(await map.page()).toEqual([
      ["1", "number"],
      ["[2]", "Array"],
    ]);
    const answer = await data.ask({ op: "page", ...map.asked, view: PLAIN, from: 0, count: 9, columns: [] });
    expect(answer).toMatchObject({ labels: ['"a"', "{k: 1}"] });
    expect(await shown("set")).toEqual([["u"], ["7"]]);
    expect(await shown("plain")).toEqual([
      ["1", "number"],
      ["(getter)", "accessor"],
    ]);
    expect((await shown("mixed")).flat()).toEqual(["1", "two", "–", "undefined", "[3]", "()"]);
    expect(await shown("pair")).toEqual([["0"], ["0"]]);
    const ask = (name: string) => data.ask({ op: "open", path: [`a:${name}`], slice: null, frozen: false });
    expect(await ask("text")).toEqual({ status: "cannot", why: "type" });
    expect(await ask("gone")).toEqual({ status: "gone" });
  });

  test("sorts, filters, summaries, finding and sums are as of other kernels", async () => {
    const { page, asked } = await data.open("stars");
    expect((await page({ sort: [{ column: 1, descending: true }] })).map((row) => row[1])).toEqual([
      "1n",
      "0.03",
      "null",
    ]);
    expect(await page({ filters: [{ column: 0, test: "contains", value: "VE" }] })).toHaveLength(1);
    const view = { ...PLAIN };
    expect(await data.ask({ op: "summary", ...asked, view, column: 0 })).toMatchObject({
      summary: { seen: 3, missing: 1, distinct: 2 },
    });
    const find = { op: "find" as const, ...asked, view, text: "1970", row: 0, column: 0, backwards: false };
    expect(await data.ask(find)).toMatchObject({ at: { row: 1, column: 2 } });
    const { asked: of } = await data.open("columns");
    const block = { op: "totals" as const, ...of, view, from: 0, count: 2, columnFrom: 0, columnCount: 2 };
    expect(await data.ask(block)).toMatchObject({ numbers: 4, sum: "10", mean: "2.5" });
    const { asked: long } = await data.open("t");
    expect(await data.ask({ op: "cell", ...long, view, row: 0, column: 0 })).toMatchObject({ text: "0.5" });
  });

  test("ten million numbers are read while a loop spins; another value is another table", async () => {
    await client.run("let many = Float64Array.from({ length: 1e7 }, (_, at) => 1e7 - at)");
    const before = client.of("message").length;
    const opened = await data.open("many");
    const loop = await client.send("var n = 0; while (true) n++;");
    await client.state("busy");
    expect(await opened.page({}, 2)).toEqual([["10000000"], ["9999999"]]);
    await client.control("interrupt");
    await client.end(loop);
    expect(await opened.page({ sort: [{ column: 0, descending: false }] }, 2)).toEqual([["1"], ["2"]]);
    await client.run("many[0] = 0");
    expect((await data.open("many")).version).not.toBe(opened.version);
    const again = await data.open("many");
    await client.run("many = [1]");
    const page = { op: "page" as const, ...again.asked, view: PLAIN, from: 0, count: 1, columns: [0] };
    expect(await data.ask(page)).toEqual({ status: "changed" });
    expect(client.of("message").length - before).toBeLessThan(40);
  });

  test("a kernel that dies in the middle of a page answers nothing more, and the next life its own", async () => {
    await client.run("const last = Array.from({ length: 1e6 }, (_, at) => ({ at, text: String(at) }))");
    const { asked } = await data.open("last");
    const sorted = { ...PLAIN, sort: [{ column: 1, descending: true }] };
    const page = { op: "page" as const, ...asked, view: sorted, from: 0, count: 1, columns: [0] };
    await until("that it is worked on", async () => (await data.once(page)).status === "working");
    const dying = client.send("process.kill(process.pid, 'SIGKILL')");
    await dying;
    await until("that nothing answers", async () => (await data.once(page)).status !== "working");
    await client.control("restart");
    await client.state("idle");
    await until("that it is gone", async () => {
      const { status } = await data.once({ op: "open", path: ["a:last"], slice: null, frozen: false });
      return status === "gone";
    });
  });

  test("hostile objects are shown without running anything of theirs", async () => {
    await client.run(`
      const die = () => process.exit(3);
      const trap = new Proxy({}, { get: die, ownKeys: die, getOwnPropertyDescriptor: die, getPrototypeOf: die });
      const evil = [trap, { get x() { die(); }, toString: die, toJSON: die, [Symbol.toPrimitive]: die, x2: trap }];
      class Shown { get length() { die(); } get [Symbol.toStringTag]() { die(); } }
      const list = [new Shown(), new Shown()]; const itself = []; itself.push(itself, itself);
      const odd = [{ "<b>\\x1b\\u202e": "\\ud800", long: "x".repeat(1e6) }]; const wide = [Array(10_000).fill(0)]; const sparse = []; sparse.length = 4e9; const again = new Map([["a", 1], ["b", 2]]);
      Map.prototype.entries = Set.prototype.values = Number.prototype.toString = String.prototype.slice = Date.prototype.toISOString = die;
    `);
    expect(await (await data.open("evil")).page()).toEqual([["Proxy"], [expect.stringContaining("x: …")]]);
    expect((await data.open("list")).rows).toBe(2);
    expect((await (await data.open("itself")).page()).length).toBe(2);
    const odd = await data.open("odd");
    expect((await odd.described()).map(({ name }) => name)).toEqual(["<b>\\u{1b}\\u{202e}", "long"]);
    const [[first, long] = []] = await odd.page();
    expect(first).toBe("\\u{d800}");
    expect(long).toMatch(/^x{200}…$/);
    const cell = await data.ask({ op: "cell", ...odd.asked, view: PLAIN, row: 0, column: 1 });
    expect(cell).toMatchObject({ cut: true, text: "x".repeat(100_000) });
    expect(await data.open("wide")).toMatchObject({ rows: 1, columns: 10_000 });
    const sparse = await data.open("sparse");
    const end = {
      op: "page" as const,
      ...sparse.asked,
      view: PLAIN,
      from: 3_999_999_998,
      count: 9,
      columns: [0],
    };
    expect(await data.ask(end)).toMatchObject({
      rows: 4e9,
      columns: [{ cells: ["–", "–"], missing: [0, 1] }],
    });
    const sort = { ...PLAIN, sort: [{ column: 0, descending: false }] };
    expect(await data.ask({ ...end, from: 0, view: sort })).toEqual({ status: "cannot", why: "size" });
    expect((await (await data.open("again")).page()).length).toBe(2);
    expect(client.status?.state).toBe("idle");
  });
});
