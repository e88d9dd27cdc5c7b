/** The variables of real kernels, as hosts tell them: while code runs, of hostile objects, and as they were before. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { python } from "./programs";
import { until } from "./until";
import { builtin, Watched } from "./variables-fixture";

/** Has a password asked for and answers it. */
async function answerPassword(client: TestClient, code: string, value: string): Promise<void> {
  const id = await client.send(code);
  const asked = await until("the question", () =>
    client.messages("input_request").find(({ parent }) => parent === id),
  );
  await client.shell({ type: "input_reply", requestId: asked.msgId, value });
  await client.end(id);
}

/** What the first snapshot that has the last of these names says of them. */
async function firstPast(watched: Watched, ...names: string[]): Promise<(string | undefined)[]> {
  for (;;) {
    const { entries } = await watched.ask({ type: "past" });
    const { variables } = await watched.ask({ type: "snapshot", seq: entries.at(-1)?.seq });
    const values = names.map((name) => variables?.find((variable) => variable.name === name)?.value);
    if (values.at(-1) !== undefined) return values;
  }
}

/** Every way in which an object can harm who looks at it ends the process: the list must not go near it. */
const HOSTILE = `
import os, time, collections
class Evil:
    def __repr__(self): os._exit(3)
    __str__ = __len__ = __iter__ = __bool__ = __hash__ = __sizeof__ = __dir__ = __repr__
    def __getattr__(self, name): os._exit(3)
    def __getattribute__(self, name): os._exit(3)
    def __eq__(self, other): os._exit(3)
    @property
    def shape(self): os._exit(3)
    @property
    def __dict__(self): os._exit(3)
    @property
    def __class__(self): os._exit(3)
class EvilType(type):
    def __getattribute__(cls, name): os._exit(3)
    def __repr__(cls): os._exit(3)
class EvilList(list):
    def __repr__(self): os._exit(3)
    __len__ = __iter__ = __sizeof__ = __repr__
class Plain:
    def __init__(self): self.x, self.name, self._own = 3, "n", 1
    def __repr__(self):
        print("printed by a repr")
        while True: time.sleep(1)
evil, plain = Evil(), Plain()
evil_class = EvilType("evil_class", (), {})
evil_list = EvilList([1, 2])
inside = {"a": [Evil(), (Evil(),)]}
itself = [1]; itself.append(itself)
huge = 10 ** 100000
long = "x" * 10_000_000
many = list(range(10_000_000))
wide = {str(n): n for n in range(100_000)}
odd = "\\x1b[31m\\u202e<b>&\\n"
globals()["lone \\ud800"] = 1
Point = collections.namedtuple("Point", "x y")
point = Point(1, 2)
`;

const HOSTILE_VALUES = {
  evil: { type: "Evil", value: "Evil()", parts: false },
  plain: { type: "Plain", value: "Plain(x=3, name='n')", parts: true },
  evil_class: { kind: "class", value: "evil_class" },
  evil_list: { type: "EvilList", shape: "2", value: "EvilList([1, 2])" },
  inside: { value: "{'a': [Evil(), (Evil(…),)]}" },
  itself: { value: "[1, [1, [1, […]]]]" },
  huge: { value: "about 10**100000" },
  many: { shape: "10000000", size: expect.any(Number) },
  wide: { kind: "mapping", shape: "100000" },
  odd: { value: "'\\x1b[31m\\u202e<b>&\\n'" },
  "lone \\ud800": { value: "1" },
  point: { value: "Point(x=1, y=2)" },
};

for (const [name, options] of [
  ["ipykernel", {}],
  ["plain Python", builtin("python-kernel.js", python)],
] as const) {
  describe(name, () => {
    let host: TestHost;
    let client: TestClient;
    let watched: Watched;
    beforeAll(async () => {
      host = await TestHost.start(options);
      client = (await host.attach()).follow();
      await client.state("idle");
      watched = new Watched(client);
      await watched.after(0);
    });
    afterAll(() => host.dispose());

    test("variables are listed after a run, and what it changed is marked", async () => {
      await client.run("a = 1\nb = [1, 2, {'k': 3}]\nimport math\ndef own(x, y): pass\n_private = 2");
      await watched.after(1);
      expect(watched.named("a")).toMatchObject({
        kind: "number",
        type: "int",
        value: "1",
        access: "a",
        change: "new",
      });
      expect(watched.named("b")).toMatchObject({
        kind: "sequence",
        shape: "3",
        value: "[1, 2, {'k': 3}]",
        parts: true,
      });
      expect(watched.named("math")).toMatchObject({ kind: "module", origin: "imported" });
      expect(watched.named("own")).toMatchObject({ kind: "function", origin: "own", value: "own(x, y)" });
      expect(watched.named("_private")).toMatchObject({ origin: "private" });
      await client.run("a = 2");
      await watched.after(2);
      expect(watched.named("a")?.change).toBe("changed");
      expect(watched.named("b")).not.toHaveProperty("change");
      expect(watched.newest?.variables.map((variable) => variable.name).sort()).toEqual(
        ["_private", "a", "b", "math", "own"].sort(),
      );
    });

    test("a variable is expanded, part by part", async () => {
      const parts = await watched.parts("a:b");
      expect(parts).toMatchObject({ status: "ok", total: 3 });
      const inner = await watched.parts("a:b", "i:2");
      expect(inner).toMatchObject({
        status: "ok",
        variables: [{ name: "'k'", access: "['k']", value: "3" }],
      });
      expect(await watched.parts("a:gone")).toEqual({ status: "gone" });
      expect(await watched.parts("a:b", "i:99")).toEqual({ status: "gone" });
    });

    test("nothing of it is counted, published or kept in the history", async () => {
      const before = client.of("message").length;
      await watched.parts("a:b");
      expect(client.of("message").length).toBe(before);
      const end = await client.run("print('here')");
      expect(end.executionCount).toBe(3);
      expect(client.text(end.msgId)).toBe("here\n");
    });

    test("hostile objects are listed without running anything of theirs", async () => {
      await client.run(HOSTILE);
      await watched.after(4);
      for (const [variable, expected] of Object.entries(HOSTILE_VALUES))
        expect(watched.named(variable), variable).toMatchObject(expected);
      expect(watched.named("long")?.value.length).toBeLessThan(400);
      for (const path of ["evil", "evil_list", "inside", "itself", "many", "wide", "plain"])
        expect((await watched.parts(`a:${path}`)).status).toBe("ok");
      expect(await watched.parts("a:plain")).toMatchObject({ total: 3 });
      expect(
        client
          .of("stream")
          .map(({ text }) => text)
          .join(""),
      ).not.toContain("printed by a repr");
      expect(client.status?.state).toBe("idle");
      await client.run(
        "del evil, plain, evil_class, evil_list, inside, itself, huge, long, many, wide, odd, point",
      );
      await watched.after(5);
    });

    test("they are told while a cell runs, and say of which input they are", async () => {
      const loop = await client.send("import time\nn = 0\nwhile True:\n    n += 1\n    time.sleep(0.001)");
      const early = await until("a list of the running cell", () => {
        const { asOf } = watched.newest ?? {};
        return asOf?.running && watched.named("n");
      });
      expect(watched.newest?.asOf?.executionCount).toBe(6);
      await until("a newer value", () => Number(watched.named("n")?.value) > Number(early.value));
      await client.control("interrupt");
      await client.end(loop);
      await watched.after(6);
    });

    test("a loop that never lets go of the processor does not keep them from being told", async () => {
      const loop = await client.send("m = 0\nwhile True: m += 1");
      await until("a list of the running cell", () => watched.newest?.asOf?.running && watched.named("m"));
      expect(await watched.parts("a:b")).toMatchObject({ status: "ok", total: 3 });
      await client.control("interrupt");
      await client.end(loop);
      await watched.after(7);
    });

    test("nothing is asked while nobody looks, and snapshots go into the log after each run that changed something", async () => {
      await until("the snapshot of the last run", () => client.of("variables").at(-1)?.executionCount === 7);
      const past = client.of("variables");
      expect(past[0]).toMatchObject({ executionCount: 1, whole: true });
      expect(past[1]).toMatchObject({ executionCount: 2, whole: false, removed: [] });
      expect(past[1]?.set).toMatchObject([{ name: "a", value: "2" }]);
      const { entries } = await watched.ask({ type: "past" });
      expect(entries.map(({ executionCount }) => executionCount)).toEqual(
        past.map(({ executionCount }) => executionCount),
      );
      const first = await watched.ask({ type: "snapshot", seq: entries[0]?.seq });
      expect(first.variables?.find(({ name: variable }) => variable === "a")).toMatchObject({ value: "1" });
      const second = await watched.ask({ type: "snapshot", seq: entries[1]?.seq });
      expect(second.variables?.find(({ name: variable }) => variable === "a")).toMatchObject({ value: "2" });
      watched.channel.close();
      const lists = watched.lists.length;
      await client.run("late = 1");
      await until("a snapshot", () => client.of("variables").at(-1)?.executionCount === 8);
      expect(watched.lists.length).toBe(lists);
    });

    test("a restarted kernel tells its own, and the past goes on", async () => {
      watched = new Watched(client);
      await client.control("restart");
      await client.state("idle");
      await watched.after(0);
      expect(watched.named("a")).toBeUndefined();
      await client.run("again = 1");
      await watched.after(1);
      expect(watched.named("again")).toMatchObject({ value: "1", change: "new" });
      const { entries } = await watched.ask({ type: "past" });
      expect(entries.at(-1)).toMatchObject({ life: 2, executionCount: 1 });
    });

    test("a new host goes on to tell them", async () => {
      const next = await host.replace({ ...options, mode: "--adopt" });
      await next.state("idle");
      watched = new Watched(next);
      await until("the variables", () => watched.named("again"));
      expect(watched.named("again")).toMatchObject({ value: "1" });
      client = next;
    });

    test("a password that was answered before a host was replaced stands in no snapshot", async () => {
      await answerPassword(client, "import getpass; secret = getpass.getpass()", "hunter2-'hunter2");
      client = await host.replace({ ...options, mode: "--adopt" });
      await client.state("idle");
      watched = new Watched(client);
      await client.end(
        await client.send("url = 'user:' + secret; cut = 'x' * 153 + secret + 'y' * 99; other = 'hunter'"),
      );
      await until("the variables", () => watched.named("other"));
      expect(watched.named("url")).toMatchObject({ secret: true });
      expect(watched.named("cut")?.value).not.toContain("hunt");
      expect(await firstPast(watched, "secret", "url", "other")).toEqual(["…", "…", "'hunter'"]);
    });
  });
}

describe("JavaScript", () => {
  const options = builtin("javascript-kernel.js");
  let host: TestHost;
  let client: TestClient;
  let watched: Watched;
  beforeAll(async () => {
    host = await TestHost.start(options);
    client = (await host.attach()).follow();
    await client.state("idle");
    watched = new Watched(client);
    await watched.after(0);
  });
  afterAll(() => host.dispose());

  test("variables are listed after a run, and expanded", async () => {
    await client.run(
      "let a = 1; const b = [1, 2, { k: 3 }]; const m = new Map([['x', [1]]]); const t = new Float64Array(1000); class Own {} ; const o = new Own(); o.field = 'f'",
    );
    await watched.after(1);
    expect(watched.newest?.variables.map(({ name }) => name).sort()).toEqual([
      "Own",
      "a",
      "b",
      "m",
      "o",
      "t",
    ]);
    expect(watched.named("a")).toMatchObject({ kind: "number", type: "number", value: "1", change: "new" });
    expect(watched.named("b")).toMatchObject({ shape: "3", value: "[1, 2, {k: 3}]", parts: true });
    expect(watched.named("t")).toMatchObject({
      kind: "array",
      type: "Float64Array",
      shape: "1000",
      size: 8000,
    });
    expect(watched.named("o")).toMatchObject({ type: "Own", value: 'Own {field: "f"}' });
    expect(await watched.parts("a:b", "i:2")).toMatchObject({
      variables: [{ name: "k", access: ".k", value: "3" }],
    });
    expect(await watched.parts("a:m", "i:0")).toMatchObject({ variables: [{ name: "[0]", value: "1" }] });
    await client.run("a = 2");
    await watched.after(2);
    expect(watched.named("a")?.change).toBe("changed");
    expect(watched.named("b")).not.toHaveProperty("change");
  });

  test("hostile objects are listed without running anything of theirs", async () => {
    await client.run(`
      const die = () => process.exit(3);
      const traps = new Proxy({}, { get: die, ownKeys: die, getOwnPropertyDescriptor: die, getPrototypeOf: die });
      const getter = { get x() { die(); }, toString: die, toJSON: die, [Symbol.toPrimitive]: die };
      Set.prototype.values = die; Symbol.prototype.toString = die;
      const odd = "\\x1b\\u202e\\ud800"; const big = 10n ** 100000n; const long = "x".repeat(1e7);
      const itself = []; itself.push(itself);
      const map = new Map([[traps, traps]]); const set = new Set([Symbol("s")]);
    `);
    await watched.after(3);
    expect(watched.named("traps")).toMatchObject({ type: "Proxy", value: "Proxy", parts: false });
    expect(watched.named("getter")).toMatchObject({ kind: "mapping", parts: true });
    expect(watched.named("odd")?.value).toBe('"\\u{1b}\\u{202e}\\u{d800}"');
    expect(watched.named("itself")?.value).toBe("[[[[…]]]]");
    expect(await watched.parts("a:getter")).toMatchObject({ status: "ok" });
    expect(await watched.parts("a:map")).toMatchObject({ status: "ok", total: 1 });
    expect(client.status?.state).toBe("idle");
  });

  test("they are told while a cell spins", async () => {
    const loop = await client.send("var n = 0; while (true) n++;");
    const early = await until(
      "a list of the running cell",
      () => watched.newest?.asOf?.running && watched.named("n"),
    );
    await until("a newer value", () => Number(watched.named("n")?.value) > Number(early.value));
    await client.control("interrupt");
    await client.end(loop);
    await watched.after(4);
  });

  test("a password that was answered before a host was replaced stands in no snapshot", async () => {
    await answerPassword(client, "const secret = prompt.password()", 'hunter2-"hunter2');
    client = await host.replace({ ...options, mode: "--adopt" });
    await client.state("idle");
    watched = new Watched(client);
    const code =
      "const address = 'user:' + secret, cut = 'x'.repeat(153) + secret + 'y'.repeat(99), other = 'hunter'";
    await client.run(code);
    await until("the variables", () => watched.named("other"));
    expect(watched.named("address")).toMatchObject({ secret: true });
    expect(watched.named("cut")?.value).not.toContain("hunt");
    expect(await firstPast(watched, "secret", "address", "other")).toEqual(["…", "…", '"hunter"']);
  });
});

test("a closed session still tells what its variables were", async () => {
  const host = await TestHost.start(builtin("python-kernel.js", python));
  try {
    const client = (await host.attach()).follow();
    await client.state("idle");
    await client.run("x = 1");
    await until("a snapshot", () => client.of("variables").length === 1);
    await client.run("x = 2");
    await until("a snapshot", () => client.of("variables").length === 2);
    await client.control("shutdown");
    await host.exited();
    await host.launch({ mode: "--closed" });
    const reader = new Watched((await host.attach("reader")).follow());
    await until("that there is no kernel", () => reader.newest?.lack === "no kernel");
    const { entries } = await reader.ask({ type: "past" });
    expect(entries).toHaveLength(2);
    const values = [];
    for (const { seq } of entries) {
      const { variables } = await reader.ask({ type: "snapshot", seq });
      values.push(variables?.find(({ name }) => name === "x")?.value);
    }
    expect(values).toEqual(["1", "2"]);
  } finally {
    await host.dispose();
  }
});
