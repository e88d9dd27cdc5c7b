import { beforeEach, expect, test } from "vitest";
import { REQUEST_GRACE_MS, REQUEST_UNHEARD_MS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { UnheardRequest } from "./unheard-request";

let clock: FakeClock;
let unheard: string | undefined;
let asked: number;
let lost: string[];
let request: UnheardRequest;

beforeEach(() => {
  clock = new FakeClock();
  unheard = "a";
  asked = 0;
  lost = [];
  request = new UnheardRequest({
    clock,
    unheard: () => unheard,
    ask: () => `question ${++asked}`,
    lost: (msgId) => lost.push(msgId),
  });
  request.watch("a");
});

test("it is lost when the kernel answers what was asked behind it and then still says nothing of it", () => {
  clock.pass(REQUEST_UNHEARD_MS);
  expect(asked).toBe(1);
  request.replied("question 1");
  clock.pass(REQUEST_GRACE_MS - 1);
  expect(lost).toEqual([]);
  clock.pass(1);
  expect(lost).toEqual(["a"]);
});

test("a kernel that works on something else answers nothing, and nothing is lost", () => {
  clock.pass(1_000 * REQUEST_UNHEARD_MS);
  request.replied("somebody's question");
  clock.pass(REQUEST_GRACE_MS);
  expect(asked).toBe(1);
  expect(lost).toEqual([]);
});

test("one of which something is heard is not asked after, nor lost by an answer that comes late", () => {
  unheard = undefined;
  clock.pass(REQUEST_UNHEARD_MS);
  expect(asked).toBe(0);

  unheard = "b";
  request.watch("b");
  clock.pass(REQUEST_UNHEARD_MS);
  unheard = undefined;
  request.replied("question 1");
  clock.pass(REQUEST_GRACE_MS);
  expect(lost).toEqual([]);
});

test("the answer to a question about an earlier request says nothing of the next", () => {
  clock.pass(REQUEST_UNHEARD_MS);
  unheard = "b";
  request.watch("b");
  request.replied("question 1");
  clock.pass(REQUEST_GRACE_MS);
  expect(lost).toEqual([]);
});

test("nothing waits after its end", () => {
  clock.pass(REQUEST_UNHEARD_MS);
  request.replied("question 1");
  request.dispose();
  expect(clock.waiting).toBe(0);
});
