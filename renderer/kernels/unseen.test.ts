import { describe, expect, it } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { createReducer } from "../../preload/transcript/reduce";
import { findUnseen } from "./unseen";

const envelope = (seq: number) => ({ seq, life: 1, time: 1000 * seq });
const request = (seq: number, msgId: string): LogRecord => ({
  ...envelope(seq),
  kind: "request",
  msgId,
  client: "window-1",
  code: "f()",
});
const text = (
  seq: number,
  parent: string,
  printed: string,
  name: "stdout" | "stderr" = "stdout",
): LogRecord => ({
  ...envelope(seq),
  kind: "stream",
  parent,
  foreign: false,
  name,
  text: printed,
});
const end = (seq: number, msgId: string): LogRecord => ({
  ...envelope(seq),
  kind: "request_end",
  msgId,
  status: "ok",
});
const failed = (seq: number, parent: string): LogRecord => ({
  ...envelope(seq),
  kind: "message",
  socket: "iopub",
  msgType: "error",
  msgId: `m${seq}`,
  parent,
  foreign: false,
  content: { ename: "ValueError", evalue: "no", traceback: ["ValueError: no"] },
});

function unseen(
  from: number,
  to: number,
  records: readonly LogRecord[],
  marks: { kind: "clear"; seq: number }[] = [],
) {
  const reducer = createReducer(marks);
  reducer.watch([from, to]);
  for (const record of records) reducer.append(record);
  const transcript = reducer.snapshot();
  const absence = { from: { seq: from, time: 0 }, to: { seq: to, time: 1 } };
  return { transcript, found: findUnseen(transcript, absence, 0) };
}

describe("what came unseen", () => {
  const running = [
    request(1, "request-a"),
    text(2, "request-a", "one\ntwo\n"),
    text(3, "request-a", "three\nfour\n"),
  ];

  it("begins within a block that went on", () => {
    const { found, transcript } = unseen(2, 3, running);
    expect(found).toMatchObject({ first: 1, last: 1, lines: 2, warnings: 0, errors: 0, more: false });
    expect(transcript.blocks[0]?.stops).toEqual([{ seq: 2, output: 0, line: 2 }]);
  });

  it("ends where the window came back, although the block goes on", () => {
    const { found, transcript } = unseen(2, 3, [...running, text(4, "request-a", "five\n")]);
    expect(found?.lines).toBe(2);
    expect(transcript.blocks[0]?.stops?.find(({ seq }) => seq === 3)).toEqual({ seq: 3, output: 0, line: 4 });
  });

  it("counts warnings and errors, and says where the first of each is", () => {
    const { found } = unseen(3, 8, [
      ...running,
      text(4, "request-a", "x.py:1: UserWarning: saturated\n  warnings.warn('x')\n", "stderr"),
      end(5, "request-a"),
      request(6, "request-b"),
      failed(7, "request-b"),
      end(8, "request-b"),
    ]);
    expect(found).toMatchObject({ first: 1, last: 6, lines: 3, warnings: 1, errors: 1 });
    expect(found?.firstWarning).toEqual({ seq: 1, output: 1, line: 0 });
    expect(found?.firstError).toEqual({ seq: 6, output: 0, line: 0 });
  });

  it("is nothing where only the end of a request was missed, or what came was cleared", () => {
    expect(unseen(3, 4, [...running, end(4, "request-a")]).found).toBeNull();
    expect(unseen(2, 4, [...running, end(4, "request-a")], [{ kind: "clear", seq: 4 }]).found).toBeNull();
  });

  it("keeps its place when what was seen is cleared", () => {
    const { found, transcript } = unseen(2, 3, running, [{ kind: "clear", seq: 2 }]);
    expect(found?.lines).toBe(2);
    expect(transcript.blocks[0]?.outputs).toHaveLength(1);
  });
});
