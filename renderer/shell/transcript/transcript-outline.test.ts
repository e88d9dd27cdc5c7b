import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { createReducer } from "../../../preload/transcript/reduce";
import type { Transcript } from "../../../preload/transcript/transcript";
import { Outline } from "./transcript-outline";

it("knows the longest prompt and what runs, as blocks come, run and end", () => {
  const reducer = createReducer();
  const outline = new Outline();
  let seq = 0;
  const take = (...records: (Partial<LogRecord> & Pick<LogRecord, "kind">)[]) => {
    for (const record of records) {
      seq += 1;
      reducer.append({ seq, life: 1, time: seq, ...record } as LogRecord);
    }
    const { longestPrompt, runningPrompt } = outline.take(reducer.snapshot());
    return [longestPrompt, runningPrompt];
  };
  const request = (msgId: string) => ({ kind: "request" as const, msgId, client: "c", code: "x" });
  const input = (parent: string, count: number) => ({
    kind: "message" as const,
    socket: "iopub" as const,
    msgType: "execute_input",
    msgId: `i${parent}`,
    parent,
    foreign: false,
    content: { code: "x", execution_count: count },
  });
  const end = (msgId: string) => ({ kind: "request_end" as const, msgId, status: "ok" as const });
  expect(take()).toEqual([0, null]);
  expect(take(request("a"), request("b"))).toEqual(["Queued".length, null]);
  expect(take({ kind: "request_sent", msgId: "a" })).toEqual(["Queued".length, null]);
  expect(take(input("a", 7))).toEqual(["In [7]:".length, "In [7]"]);
  expect(take(end("a"), { kind: "request_sent", msgId: "b" }, input("b", 1234))).toEqual([
    "In [1234]:".length,
    "In [1234]",
  ]);
  expect(take(end("b"))).toEqual(["In [1234]:".length, null]);
});

it("is not widened by a debugger's prompt, which the gutter shortens", () => {
  const blocks = [{ seq: 1, state: "ok", prompt: "compute_spectra:17>" }];
  const transcript = { blocks } as unknown as Transcript;
  expect(new Outline().take(transcript).longestPrompt).toBe("In [1]:".length);
});
