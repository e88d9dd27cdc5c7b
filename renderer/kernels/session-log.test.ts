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
    expect(log.cursor).toEqual({ epoch: null, from: 0 });
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
