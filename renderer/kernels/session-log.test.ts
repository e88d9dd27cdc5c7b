import { describe, expect, it } from "vitest";
import { transcriptText } from "../../preload/transcript/text";
import { printed, testPace } from "./host-fixture";
import { SessionLog } from "./session-log";

const settle = () => new Promise((resolve) => setTimeout(resolve));
const attached = (more: object) => ({
  type: "attached" as const,
  epoch: 1,
  valid: 0,
  first: 1,
  last: 0,
  ...more,
});
const text = (log: SessionLog) => transcriptText(log.transcript.get());

describe("attaching", () => {
  it("has caught up when the last record of that moment was taken", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 2 }));
    expect(log.caughtUp.get()).toBe(false);
    await log.take({ type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
    await settle();
    expect(log.caughtUp.get()).toBe(true);
    expect(text(log)).toBe("a\nb\n");
    expect(log.cursor).toEqual({ epoch: 1, from: 2 });
  });

  it("again to the same log goes on without a seam, and takes nothing twice", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 1 }));
    await log.take({ type: "records", records: [printed(1, "a\n")] });
    expect(await log.take(attached({ valid: 1, last: 2 }))).toBe(true);
    await log.take({ type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
    await settle();
    expect(text(log)).toBe("a\nb\n");
  });

  it("to a host that knows nothing of what was shown begins anew", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 1 }));
    await log.take({ type: "records", records: [printed(1, "old\n")] });
    expect(await log.take(attached({ epoch: 2, valid: 0, last: 1 }))).toBe(true);
    await log.take({ type: "records", records: [printed(1, "new\n")] });
    await settle();
    expect(text(log)).toBe("new\n");
    expect(log.cursor).toEqual({ epoch: 2, from: 1 });
  });

  it("to a host that knows only a part asks for all of it again", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 2 }));
    await log.take({ type: "records", records: [printed(1, "a\n"), printed(2, "lost\n")] });
    expect(await log.take(attached({ epoch: 2, valid: 1, last: 2 }))).toBe(false);
    expect(log.cursor).toEqual({ epoch: null, from: 0, tail: 4 * 1024 * 1024 });
  });
});

it("works in slices: a task of its own for what takes longer, and the promise ends with the last", async () => {
  let now = 0;
  let tasks = 0;
  const pace = {
    now: () => now++,
    nextTask: async () => void tasks++,
    beforeFrame: (callback: () => void) => callback(),
  };
  const log = new SessionLog(pace);
  await log.take({ type: "records", records: Array.from({ length: 100 }, (_, i) => printed(i + 1, "x\n")) });
  expect(tasks).toBeGreaterThan(5);
  expect(log.seq).toBe(100);
});

it("marks hide before anything is shown", async () => {
  const log = new SessionLog(testPace);
  const seen: string[] = [];
  log.transcript.subscribe(() => seen.push(text(log)));
  log.setMarks([{ kind: "clear", seq: 1 }]);
  await log.take({ type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
  await settle();
  expect(seen.join("")).not.toContain("a");
  expect(text(log)).toBe("b\n");
});

describe("a long log", () => {
  const start = (seq: number) => ({
    checkpoint: { seq, blocks: [], lastIsOpen: false },
    requests: [],
    displays: [],
  });
  const records = (from: number, to: number) => ({
    type: "records" as const,
    records: Array.from({ length: to - from + 1 }, (_, i) => printed(from + i, `${from + i}\n`)),
  });

  it("begins at its end; more is read beside it and takes its place without a seam", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 9, start: start(6) }));
    await log.take(records(7, 9));
    await settle();
    expect([text(log), log.start, log.caughtUp.get()]).toEqual(["7\n8\n9\n", 6, true]);

    const further = log.readFurther(false);
    expect(further.params).toEqual({ epoch: null, from: 0, tail: 32 * 1024 * 1024 });
    expect(await further.take(attached({ last: 9, start: start(3) }))).toBe(false);
    await log.take(records(10, 10));
    expect(await further.take(records(4, 9))).toBe(false);
    expect(await further.take(records(10, 10))).toBe(true);
    await settle();
    expect([text(log), log.start]).toEqual(["4\n5\n6\n7\n8\n9\n10\n", 3]);

    const whole = log.readFurther(true);
    expect(whole.params).toEqual({ epoch: null, from: 0 });
    await whole.take(attached({ last: 10 }));
    expect(await whole.take(records(1, 10))).toBe(true);
    await log.take(records(11, 11));
    await settle();
    expect([text(log).split("\n").length, log.start]).toEqual([12, 0]);
  });

  it("knows what came since it was seen, and remembers where that began", async () => {
    const log = new SessionLog(testPace);
    log.leftAt({ seq: 2, time: 5 });
    await log.take(attached({ last: 4 }));
    await log.take(records(1, 4));
    await settle();
    expect(log.absence.get()).toMatchObject({ from: { seq: 2, time: 5 }, to: { seq: 4 } });
    expect(log.transcript.get().blocks[0]?.stops).toEqual([{ seq: 2, output: 0, line: 2 }]);
  });

  it("that was seen to its end has nothing unseen", async () => {
    const log = new SessionLog(testPace);
    log.leftAt({ seq: 4, time: 5 });
    await log.take(attached({ last: 4 }));
    expect(log.absence.get()).toBeNull();
  });
});
