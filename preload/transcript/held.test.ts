import { expect, it } from "vitest";
import { expectTrueAccount, heap, MB, parsedText } from "../../tests/unit/heap";
import type { LogRecord } from "../contract/records";
import { Displays } from "./displays";
import { LateRecords } from "./late-records";
import { createReducer } from "./reduce";

let seq = 0;
const record = (more: object) => ({ seq: ++seq, life: 1, time: 0, ...more }) as unknown as LogRecord;
const message = (msgType: string, parent: string, id: string, data: string) =>
  record({
    kind: "message",
    msgType,
    parent,
    content: { data: { "text/plain": data }, metadata: {}, transient: { display_id: id } },
  });
const request = (msgId: string, code = "1") => record({ kind: "request", msgId, client: "w", code });
const end = (msgId: string) => record({ kind: "request_end", msgId, status: "ok" });

it("the account of displays with ids is true, before and after they are let go of, and has a bound", async () => {
  const before = await heap();
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 100; n++) {
    reducer.append(request(`m${n}`));
    reducer.append(message("display_data", `m${n}`, `d${n}`, parsedText(n)));
    reducer.append(end(`m${n}`));
  }
  expect(reducer.held).toBeGreaterThan(100 * MB);
  await expectTrueAccount(reducer, before);
  reducer.drop(MB, () => false);
  // What is shown holds what it shows until it is drawn again.
  reducer.snapshot();
  expect(reducer.held).toBeLessThan(4 * MB);
  await expectTrueAccount(reducer, before);
});

it("the account of displays that are updated again and again is true and has a bound", async () => {
  const before = await heap();
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 40; n++) {
    reducer.append(request(`u${n}`));
    reducer.append(message("display_data", `u${n}`, `e${n}`, "small"));
    reducer.append(end(`u${n}`));
  }
  for (let n = 0; n < 40; n++)
    reducer.append(message("update_display_data", `u${n}`, `e${n}`, parsedText(n)));
  reducer.snapshot();
  await expectTrueAccount(reducer, before);
  reducer.drop(MB, () => false);
  // What is shown holds what it shows until it is drawn again.
  reducer.snapshot();
  expect(reducer.held).toBeLessThan(4 * MB);
  await expectTrueAccount(reducer, before);
});

it("what was updated and let go of comes back as it was last, or says that this is gone", () => {
  seq = 0;
  const records: LogRecord[] = [];
  for (let n = 0; n < 5; n++) {
    records.push(request(`m${n}`), message("display_data", `m${n}`, `d${n}`, `first ${n}`), end(`m${n}`));
  }
  const displayed = records.length;
  for (let n = 0; n < 4; n++) records.push(message("update_display_data", `m${n}`, `d${n}`, parsedText(n)));
  records.push(request("last"), end("last"));
  const reducer = createReducer([], undefined, "places");
  for (const one of records) reducer.append(one);
  reducer.drop(0, () => false);
  const part = createReducer([], undefined, "places");
  for (const one of records.slice(0, displayed)) part.append(one);
  reducer.fill(part);
  const shown = reducer
    .snapshot()
    .blocks.flatMap(({ outputs }) =>
      outputs.map((output) => (output.kind === "display" ? String(output.data["text/plain"]) : output.kind)),
    );
  expect(shown.slice(0, 2).map((one) => one.slice(0, 30))).toEqual(
    Array(2).fill("This output was updated later,"),
  );
  expect(shown.slice(2, 4).map((one) => one.slice(0, 6))).toEqual(["This o", "3 3 3 "].slice(0, 2));
  expect(shown[4]).toBe("first 4");
});

it("the account of code is true", async () => {
  const before = await heap();
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 20; n++) {
    reducer.append(request(`c${n}`, parsedText(n)));
    reducer.append(end(`c${n}`));
  }
  await expectTrueAccount(reducer, before);
  reducer.drop(MB, () => false);
  await expectTrueAccount(reducer, before);
});

it("the account of what comes for blocks that were let go of is true, has a bound, and says what it did not keep", async () => {
  seq = 0;
  const before = await heap();
  const records: LogRecord[] = [];
  for (let n = 0; n < 20; n++) records.push(request(`m${n}`), end(`m${n}`));
  const reducer = createReducer([], undefined, "places");
  for (const one of records) reducer.append(one);
  reducer.forget(1);
  for (let n = 0; n < 18; n++) reducer.append(message("display_data", `m${n}`, `late${n}`, parsedText(n)));
  await expectTrueAccount(reducer, before);
  reducer.drop(MB, () => false);
  expect(reducer.held).toBeLessThan(8 * MB);
  await expectTrueAccount(reducer, before);
  const part = createReducer([], undefined, "places");
  for (const one of records) part.append(one);
  reducer.fill(part);
  const outputs = reducer.snapshot().blocks.map((block) => block.outputs);
  const first = outputs[0]?.[0];
  expect(first?.kind === "display" && first.data["text/plain"]).toMatch(/let go of/);
  expect(outputs[17]?.[0]).toMatchObject({ kind: "display", data: { "text/plain": parsedText(17) } });
});

it("the account of nested values is true, however deep they are", async () => {
  const before = await heap();
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 20; n++) {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i + n + 0.5).join();
    const data = JSON.parse(`{"application/json": {"data": [{"x": [${numbers}]}]}}`);
    reducer.append(request(`n${n}`));
    reducer.append(
      record({ kind: "message", msgType: "display_data", parent: `n${n}`, content: { data, metadata: {} } }),
    );
    reducer.append(end(`n${n}`));
  }
  await expectTrueAccount(reducer, before);
  reducer.drop(MB, () => false);
  reducer.snapshot();
  await expectTrueAccount(reducer, before);
  let deep: object = {};
  for (let i = 0; i < 100_000; i++) deep = { deep };
  reducer.append(
    record({
      kind: "message",
      msgType: "display_data",
      parent: "n0",
      content: { data: { deep }, metadata: {} },
    }),
  );
  expect(reducer.held).toBeGreaterThan(100_000);
});

it("ids of displays that are held no more cost no more with the length of a log", async () => {
  const reducer = createReducer([], undefined, "places");
  const id = (n: number) => `${n}-0123456789abcdef0123456789abcdef`;
  const turn = (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      reducer.append(request(id(n)));
      reducer.append(message("display_data", id(n), `display-${id(n)}`, "1"));
      reducer.append(end(id(n)));
    }
    reducer.forget(100);
    reducer.snapshot();
  };
  turn(0, 60_000);
  const before = await heap();
  turn(60_000, 120_000);
  // What is known of 60 000 requests that were let go of; with their displays it was three times as much.
  expect((await heap()) - before).toBeLessThan(12 * MB);
  expect(reducer.held).toBeGreaterThan(0);
});

it("a long question counts, and goes when it is answered", () => {
  const reducer = createReducer([], undefined, "places");
  reducer.append(request("q"));
  reducer.append(
    record({
      kind: "message",
      msgType: "input_request",
      parent: "q",
      msgId: "ask",
      content: { prompt: parsedText(1), password: false },
    }),
  );
  reducer.drop(0, () => false);
  expect(reducer.held).toBeGreaterThan(MB);
  reducer.append(
    record({ kind: "input_answered", requestId: "ask", parent: "q", value: "yes", client: "w" }),
  );
  reducer.append(end("q"));
  reducer.append(request("next"));
  reducer.drop(0, () => false);
  expect(reducer.held).toBeLessThan(4000);
});

it("a block that changed and was let go of before anybody looked is not shown, and does no harm", () => {
  seq = 0;
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 10; n++) {
    reducer.append(request(`m${n}`));
    reducer.append(message("display_data", `m${n}`, `d${n}`, "first"));
    reducer.append(end(`m${n}`));
  }
  reducer.snapshot();
  reducer.append(message("update_display_data", "m0", "d0", "second"));
  reducer.forget(3);
  expect(reducer.snapshot().blocks).toHaveLength(3);
});

const small = (id?: string) => ({
  ...{ data: { "text/plain": "x" }, metadata: {} },
  ...(id !== undefined && { transient: { display_id: id } }),
});
/** On the heap as they are when they were parsed. */
const parsed = (more: object) => JSON.parse(JSON.stringify(record(more))) as LogRecord;
/** What comes n times of each kind costs little each time: what holds it is most of it. */
const SMALL: Readonly<Record<string, (n: number) => readonly object[]>> = {
  "blocks without outputs": (n) => [
    { kind: "request", msgId: `request ${n}`, client: "w", code: "x" },
    { kind: "request_end", msgId: `request ${n}`, status: "ok" },
  ],
  "blocks with a line each": (n) => [
    { kind: "request", msgId: `request ${n}`, client: "w", code: "x" },
    { kind: "stream", name: "stdout", text: "x\n", parent: `request ${n}` },
    { kind: "request_end", msgId: `request ${n}`, status: "ok" },
  ],
  "displays with ids": (n) => [
    { kind: "message", msgType: "display_data", parent: null, content: small(`d${n}`) },
  ],
  "displays without": () => [{ kind: "message", msgType: "display_data", parent: null, content: small() }],
  "updates of displays that are not here": (n) => [
    {
      kind: "message",
      msgType: "update_display_data",
      parent: null,
      content: small(`an unknown display, ${n}`),
    },
  ],
  "pieces of two streams": (n) => [
    { kind: "stream", name: n % 2 ? "stdout" : "stderr", text: "x\n", parent: null },
  ],
  lines: () => [{ kind: "stream", name: "stdout", text: "x\n", parent: null }],
  "lines that come together": (n) =>
    n % 50 ? [] : [{ kind: "stream", name: "stdout", text: "x\n".repeat(500), parent: null }],
};

it.each(Object.entries(SMALL))("the account of what is small is true: %s", async (_name, make) => {
  const before = await heap();
  const reducer = createReducer([], undefined, "places");
  for (let n = 0; n < 20_000; n++) for (const one of make(n)) reducer.append(parsed(one));
  reducer.snapshot();
  await expectTrueAccount(reducer, before);
  reducer.drop(0, () => false);
  reducer.snapshot();
  await expectTrueAccount(reducer, before);
});

it("the account of small records that come for blocks which are not here is true, and has a bound", async () => {
  const before = await heap();
  const late = new LateRecords();
  for (let n = 0; n < 60_000; n++)
    late.keep(
      `request ${n}`,
      parsed({ kind: "stream", name: "stdout", text: "x\n", parent: `request ${n}` }),
    );
  expect(late.held + late.places).toBeLessThan(12 * MB);
  const account = {
    get held() {
      return late.held + late.places;
    },
  };
  await expectTrueAccount(account, before);
});

it("of updates of displays that never were here so many are known, and no more", () => {
  const displays = new Displays();
  for (let n = 0; n < 120_000; n++) displays.update(small(`unknown ${n}`), n + 1);
  displays.letGo();
  expect(displays.places).toBeLessThan(12 * MB);
});
