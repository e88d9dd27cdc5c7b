/** What harms who looks at it, as tables of a real ipykernel, plain Python alike; and ten million rows under a bound. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { DataClient, PLAIN } from "./data-fixture";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";
import { Watched } from "./variables-fixture";

const MIB = 1024 * 1024;

describe("ipykernel", () => {
  let host: TestHost;
  let client: TestClient;
  let data: DataClient;
  beforeAll(async () => {
    host = await TestHost.start();
    client = (await host.attach()).follow();
    await client.state("idle");
    data = new DataClient(client);
    await client.run("import numpy as np, pandas as pd, polars as pl, os, time");
  });
  afterAll(() => host.dispose());
  const shown = async (name: string) => (await data.open(name)).page();
  const opened = (name: string) => data.ask({ op: "open", path: [`a:${name}`], slice: null, frozen: false });

  test("objects that end the kernel, block or print when they are touched are not touched", async () => {
    await client.run(`
class Evil:
    def __repr__(self): os._exit(3)
    __str__ = __len__ = __iter__ = __bool__ = __hash__ = __lt__ = __format__ = __float__ = __array__ = __repr__
    def __getattr__(self, name): os._exit(3)
    def __getattribute__(self, name): os._exit(3)
    def __eq__(self, other): os._exit(3)
    shape = property(lambda self: os._exit(3))
    __class__ = property(lambda self: os._exit(3))
class Slow:
    def __repr__(self): print("printed by a repr"); time.sleep(600)
    __str__ = __len__ = __float__ = __lt__ = __repr__
class Rude:
    def __repr__(self): os._exit(3)
    __str__ = __lt__ = __eq__ = __float__ = __bool__ = __format__ = __repr__
    __hash__ = object.__hash__
class EvilList(list):
    __len__ = __iter__ = __getitem__ = __repr__ = lambda self, *rest: os._exit(3)
class EvilFrame(pd.DataFrame):
    shape = columns = iloc = property(lambda self: os._exit(3))
    def __getattr__(self, name): os._exit(3)
evil, evil_list, evil_frame = Evil(), EvilList([1, 2]), pd.DataFrame.__new__(EvilFrame)
held = [Evil(), Slow(), 1]; records = [{"a": Evil(), "b": Slow()}, {"a": 1}]; itself = [1]; itself.append(itself)
array = np.empty(3, dtype=object); array[0], array[1], array[2] = Evil(), Slow(), 1; rude = array.copy(); rude[0] = Rude()
frame = pd.DataFrame({"n": [1, 2, 3]}); frame["o"] = rude
`);
    expect(await opened("evil")).toEqual({ status: "cannot", why: "type" });
    expect(await opened("evil_frame")).toEqual({ status: "cannot", why: "type" });
    expect(await shown("evil_list")).toEqual([["1"], ["2"]]);
    expect(await shown("held")).toEqual([["Evil()"], ["Slow()"], ["1"]]);
    expect(await shown("records")).toEqual([
      ["Evil()", "Slow()"],
      ["1", "–"],
    ]);
    expect((await shown("itself"))[1]?.[0]).toContain("[1, [");
    expect(await shown("frame")).toEqual([
      ["1", "Rude()"],
      ["2", "Slow()"],
      ["3", "1"],
    ]);
    expect(await shown("array")).toEqual([["Evil()"], ["Slow()"], ["1"]]);
    const { asked, page } = await data.open("frame");
    // Sorted, filtered, summed and searched by what can be told without them.
    const sort = { ...PLAIN, sort: [{ column: 1, descending: true }] };
    for (const question of [
      { op: "page" as const, ...asked, view: sort, from: 0, count: 3, columns: [0] },
      { op: "summary" as const, ...asked, view: PLAIN, column: 1 },
      { op: "find" as const, ...asked, view: PLAIN, text: "rude", row: 2, column: 0, backwards: false },
      { op: "totals" as const, ...asked, view: PLAIN, from: 0, count: 3, columnFrom: 0, columnCount: 2 },
      { op: "cell" as const, ...asked, view: PLAIN, row: 1, column: 1 },
    ])
      expect(["ok", "cannot"]).toContain((await data.ask(question)).status);
    const kept = await page({ filters: [{ column: 1, test: "contains", value: "slow" }] });
    expect(kept).toEqual([["2", "Slow()"]]);
    expect(JSON.stringify(client.of("stream"))).not.toContain("printed");
    expect(client.status?.state).toBe("idle");
  });

  test("names and cells of every kind: doubled, ten thousand, of a megabyte, without a time, with marks of direction", async () => {
    await client.run(`
odd = pd.DataFrame([["<b>\\x1b[31m\\u202e", "\\ud800", "x" * 10**6, [1, [2]], None]], columns=["<i>\\n", "a", "a", "\\ud800", 5])
times = pd.DataFrame({"t": pd.to_datetime(["2026-01-01 12:00", None]).tz_localize("Asia/Tokyo"), "d": pd.to_timedelta(["1h", None]),
    "c": pd.Categorical(["u", None], categories=["w", "u"], ordered=True), "m": np.array([1, "x"], dtype=object), "i": pd.array([1, None], dtype="Int64")})
wide = pd.DataFrame(np.zeros((2, 10_000))); doubled = pl.DataFrame({"l": [[1, 2], None], "s": [{"a": 1}, None]})
`);
    const { described, page, asked } = await data.open("odd");
    expect((await described()).map(({ name }) => name)).toEqual(["<i>\\n", "a", "a", "\\ud800", "5"]);
    const [[html, lone, long, nested, none] = []] = await page();
    expect([html, lone, nested, none]).toEqual(["<b>\\x1b[31m\\u202e", "\\ud800", "[1, [2]]", "None"]);
    expect(long?.length).toBeLessThan(210);
    const cell = await data.ask({ op: "cell", ...asked, view: PLAIN, row: 0, column: 2 });
    expect(cell).toMatchObject({ cut: true, text: "x".repeat(100_000) });
    expect(await shown("times")).toEqual([
      ["2026-01-01 12:00:00+09:00", expect.stringMatching(/01:00:00/), "u", "1", "1"],
      ["NaT", "NaT", expect.stringMatching(/nan|NaN|None/), "x", expect.stringMatching(/NA/)],
    ]);
    const wide = await data.open("wide");
    expect(wide).toMatchObject({ rows: 2, columns: 10_000 });
    const last = { op: "columns" as const, ...wide.asked, view: PLAIN, from: 9_999, count: 100 };
    expect(await data.ask(last)).toMatchObject({ columns: [{ name: "9999" }] });
    expect(await shown("doubled")).toEqual([
      ["[1, 2]", "{'a': 1}"],
      ["null", "null"].map(() => expect.stringMatching(/null|None/)),
    ]);
  });

  test("a list of 10⁸ elements is told at once, and not sorted; builtins that the user has shadowed are not used", async () => {
    await client.run(
      "vast = [7] * 10**8\nlen = str = list = dict = range = type = print = isinstance = repr = min = np = pd = None",
    );
    const watched = new Watched(client);
    await until("it in the workspace", () => watched.named("vast"));
    expect(watched.named("vast")).toMatchObject({ shape: "100000000" });
    watched.channel.close();
    const { page, asked, rows } = await data.open("vast");
    expect(rows).toBe(10 ** 8);
    expect(await page({}, 2)).toEqual([["7"], ["7"]]);
    const sort = { ...PLAIN, sort: [{ column: 0, descending: false }] };
    const sorted = { op: "page" as const, ...asked, view: sort, from: 0, count: 1, columns: [0] };
    expect(await data.ask(sorted)).toEqual({ status: "cannot", why: "size" });
    expect(await shown("times")).toHaveLength(2);
    await client.run(
      "del vast, len, str, list, dict, range, type, print, isinstance, repr, min; import numpy as np, pandas as pd",
    );
  });

  test("a variable that is deleted or becomes another one while it is shown is told as that", async () => {
    await client.run("shown = pd.DataFrame({'a': [1, 2]})");
    const { asked } = await data.open("shown");
    const page = { op: "page" as const, ...asked, view: PLAIN, from: 0, count: 1, columns: [0] };
    await client.run("shown = pd.DataFrame({'a': ['x', 'y']})");
    expect(await data.ask(page)).toEqual({ status: "changed" });
    await client.run("del shown");
    expect(await data.ask(page)).toEqual({ status: "gone" });
    expect(await opened("shown")).toEqual({ status: "gone" });
  });

  test("ten million rows are opened, scrolled, summed up and sorted under a bound of memory, and let go of", async () => {
    await client.run(
      "import psutil, gc\nbig = pd.DataFrame({'a': np.random.rand(10**7), 'b': np.arange(10**7), 't': pd.date_range('2026', periods=10**7, freq='s')})",
    );
    /** What the kernel takes, in MiB. */
    const taken = async () => {
      const { msgId } = await client.run("gc.collect(); print(psutil.Process().memory_info().rss)");
      return Number(client.text(msgId)) / MIB;
    };
    const before = await taken();
    const { asked, page, rows } = await data.open("big");
    expect(rows).toBe(10 ** 7);
    for (const from of [0, 5_000_000, 9_999_950])
      await data.ask({ op: "page", ...asked, view: PLAIN, from, count: 50, columns: [0, 1, 2] });
    for (const column of [0, 1, 2]) await data.ask({ op: "summary", ...asked, view: PLAIN, column });
    expect((await taken()) - before).toBeLessThan(60);
    const sorted = await page({ sort: [{ column: 1, descending: true }] }, 1);
    expect(sorted[0]?.[1]).toBe("9999999");
    // The order of its rows, and what the sort took beside it.
    expect((await taken()) - before).toBeLessThan(300);
    expect(await data.ask({ op: "close" })).toMatchObject({ status: "ok" });
    await until("that it is let go of", async () => (await taken()) - before < 120);
  });

  test("a kernel that dies in the middle of a page answers no more, and the next life its own", async () => {
    const { asked } = await data.open("big");
    const sort = { ...PLAIN, sort: [{ column: 0, descending: true }] };
    const page = { op: "page" as const, ...asked, view: sort, from: 0, count: 1, columns: [0] };
    await until("that it is worked on", async () => (await data.once(page)).status === "working");
    await client.send("os._exit(3)");
    await until("that nothing answers", async () => (await data.once(page)).status !== "working");
    await client.control("restart");
    await client.state("idle");
    await until("that it is gone", async () => {
      const open = { op: "open" as const, path: ["a:big"], slice: null, frozen: false };
      return (await data.once(open)).status === "gone";
    });
  });
});
