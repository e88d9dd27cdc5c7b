import { beforeEach, expect, test } from "vitest";
import { REQUEST_GRACE_MS, REQUEST_UNHEARD_MS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import type { Unnumbered } from "../log/log";
import { RequestQueue } from "./request-queue";

let clock: FakeClock;
let records: Unnumbered[];
let sent: string[];
let asked: number;
let requests: RequestQueue;

beforeEach(() => {
  clock = new FakeClock();
  records = [];
  sent = [];
  asked = 0;
  requests = new RequestQueue({
    clock,
    record: (record) => records.push(record),
    send: ({ msgId }) => sent.push(msgId),
    ask: () => `question ${++asked}`,
    changed: () => {},
  });
});

const add = (msgId: string) => requests.add({ msgId, client: "c", code: "1" });
const ends = () =>
  records.flatMap((record) => (record.kind === "request_end" ? [`${record.msgId} ${record.status}`] : []));

test("nothing is sent before the handshake is over; then one at a time", () => {
  add("a");
  add("b");
  expect(sent).toEqual([]);
  requests.open();
  expect(sent).toEqual(["a"]);
  requests.reply("a", { status: "ok", executionCount: 3 });
  expect(ends()).toEqual([]);
  requests.idle("a");
  expect(records).toContainEqual({ kind: "request_end", msgId: "a", status: "ok", executionCount: 3 });
  expect(sent).toEqual(["a", "b"]);
});

test("the idle of another request ends nothing", () => {
  add("a");
  requests.open();
  requests.reply("a", { status: "ok" });
  requests.idle("someone else's");
  clock.pass(REQUEST_GRACE_MS - 1);
  expect(ends()).toEqual([]);
});

test("a missing idle ends the request after a grace that begins anew with each message", () => {
  add("a");
  requests.open();
  requests.reply("a", { status: "ok" });
  clock.pass(REQUEST_GRACE_MS - 1);
  requests.seen("a", "stream");
  clock.pass(REQUEST_GRACE_MS - 1);
  expect(ends()).toEqual([]);
  clock.pass(1);
  expect(ends()).toEqual(["a ok"]);
});

test("a missing reply ends it too: as an error where one was seen, else as a time-out", () => {
  add("a");
  add("b");
  requests.open();
  requests.idle("a");
  clock.pass(REQUEST_GRACE_MS);
  expect(ends()).toEqual([]);
  requests.answered("question 1");
  expect(ends()).toEqual(["a timeout"]);
  requests.seen("b", "error");
  requests.idle("b");
  clock.pass(REQUEST_GRACE_MS);
  requests.answered("question 2");
  expect(ends()).toEqual(["a timeout", "b error"]);
});

test("a reply that is merely slow counts; a kernel that answers nothing more at all ends the request", () => {
  add("a");
  add("b");
  requests.open();
  requests.idle("a");
  clock.pass(REQUEST_GRACE_MS + 1);
  requests.reply("a", { status: "ok" });
  expect(ends()).toEqual(["a ok"]);
  requests.answered("question 1");
  requests.idle("b");
  clock.pass(REQUEST_GRACE_MS + REQUEST_UNHEARD_MS);
  expect(ends()).toEqual(["a ok", "b timeout"]);
});

test("a request without reply and idle may run for ever", () => {
  add("a");
  requests.open();
  requests.seen("a", "stream");
  clock.pass(1_000_000_000);
  expect(ends()).toEqual([]);
  expect(requests.running).toBe("a");
});

test("one that the kernel never got is over, and what was queued behind it is not run", () => {
  add("a");
  add("b");
  requests.open();
  expect(requests.unheard).toBe("a");
  requests.lost("a");
  expect(ends()).toEqual(["b aborted", "a timeout"]);
  add("c");
  requests.seen("c", "status");
  expect(requests.unheard).toBeUndefined();
});

test("what is queued behind an error is aborted, what comes later is not", () => {
  for (const id of ["a", "b", "c"]) add(id);
  requests.open();
  requests.reply("a", { status: "error" });
  requests.idle("a");
  expect(ends()).toEqual(["a error", "b aborted", "c aborted"]);
  add("d");
  expect(sent).toEqual(["a", "d"]);
});

test("only what waits can be taken back", () => {
  add("a");
  add("b");
  requests.open();
  expect(requests.cancel("b")).toBeUndefined();
  expect(requests.cancel("b")).toBeTypeOf("string");
  expect(requests.cancel("a")).toBeTypeOf("string");
  expect(ends()).toEqual(["b cancelled"]);
});

test("an id is taken once", () => {
  add("a");
  expect(add("a")).toBeTypeOf("string");
  expect(records.filter((record) => record.kind === "request")).toHaveLength(1);
});

test("what never began is not run, whatever ends the kernel, and late signs of them change nothing", () => {
  add("a");
  add("b");
  requests.open();
  requests.reply("a", { status: "ok" });
  requests.endAll("kernel died");
  expect(ends()).toEqual(["a kernel died", "b aborted"]);
  requests.idle("a");
  requests.endAll("restarted");
  clock.pass(10 * REQUEST_GRACE_MS);
  expect(ends()).toHaveLength(2);
  expect(clock.waiting).toBe(0);
});

test("payloads stand at the end of the request, empty ones do not", () => {
  add("a");
  add("b");
  requests.open();
  requests.reply("a", { status: "ok", payload: [{ source: "page" }] });
  requests.idle("a");
  requests.reply("b", { status: "ok", payload: [] });
  requests.idle("b");
  const [first, second] = records.filter((record) => record.kind === "request_end");
  expect(first).toMatchObject({ payload: [{ source: "page" }] });
  expect(second).not.toHaveProperty("payload");
});
