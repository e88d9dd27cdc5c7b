import { describe, expect, it } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { ABSENT_LINE } from "../../preload/transcript/absent";
import { transcriptText } from "../../preload/transcript/text";
import { printed, testPace } from "./host-fixture";
import { MOST_BLOCKS, MOST_HELD, SessionLog } from "./session-log";

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
    const drawnThen = new Promise<number>((resolve) =>
      log.caughtUp.subscribe(() => resolve(log.transcript.get().seq)),
    );
    await log.take({ type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
    // What is looked for once it has caught up is looked for in the transcript.
    expect(await drawnThen).toBe(2);
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
    ...testPace,
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

  it("begins at its end; parts that are read beside it go before it without a seam", async () => {
    const log = new SessionLog(testPace);
    await log.take(attached({ last: 9, start: start(6) }));
    await log.take(records(7, 9));
    await settle();
    expect([text(log), log.start, log.caughtUp.get()]).toEqual(["7\n8\n9\n", 6, true]);

    const part = log.readPart();
    expect(await part.take(attached({ last: 9, start: start(3) }))).toBe(false);
    await log.take(records(10, 10));
    expect(await part.take(records(4, 6))).toBe(false);
    expect(await part.take({ type: "end" })).toBe(true);
    await settle();
    // The checkpoints say that what was there had ended.
    expect([text(log), log.start]).toEqual(["4\n5\n6\n\n7\n8\n9\n10\n", 3]);

    const rest = log.readPart();
    await rest.take(attached({ last: 10 }));
    await rest.take(records(1, 3));
    await rest.take({ type: "end" });
    await log.take(records(11, 11));
    await settle();
    expect([text(log).split("\n").length, log.start]).toEqual([14, 0]);
  });

  it("is held up to a bound: what is old and not in view is let go of, and comes again", async () => {
    const log = new SessionLog(testPace);
    const long = (seq: number) => printed(seq, `${String(seq).padEnd(99, ".")}\n`.repeat(1000));
    const records = Array.from({ length: 400 }, (_, i) => long(i + 1));
    await log.take(attached({ last: 400 }));
    for (const one of records) {
      await log.take({ type: "records", records: [one] });
      await settle();
    }
    expect(log.heldUnits).toBeLessThanOrEqual(MOST_HELD);
    const lines = () => {
      const [output] = log.transcript.get().blocks[0]?.outputs ?? [];
      return output?.kind === "stream" ? output.lines : [];
    };
    expect(lines()).toHaveLength(400_001);
    const place = { seq: 1, output: 0, line: 3000 };
    expect(lines()[3000]).toBe(ABSENT_LINE);
    expect(lines()[399_999]?.text).toMatch(/^400\./);

    const where = log.whereabouts(place);
    expect(where?.from).toBeLessThanOrEqual(3);
    expect(where?.to).toBeGreaterThanOrEqual(4);
    const part = log.readPart();
    await part.take(attached({ last: 400 }));
    await part.take({ type: "records", records: records.slice(0, where?.to) });
    await part.take({ type: "end" });
    await settle();
    expect(lines()[3000]?.text).toMatch(/^4\./);
    expect(log.whereabouts(place)).toBeUndefined();
  });

  it("holds so many blocks at most; the oldest come again as a part, and stay while the newest is not in view", async () => {
    const log = new SessionLog(testPace);
    const asked = (from: number, to: number) => {
      const all = [];
      for (let seq = from; seq <= to; seq += 2) {
        const msgId = `m${seq}`;
        all.push({ kind: "request", seq, life: 1, time: 0, msgId, client: "w", code: "1" });
        all.push({ kind: "request_end", seq: seq + 1, life: 1, time: 0, msgId, status: "ok" });
      }
      return { type: "records" as const, records: all as unknown as LogRecord[] };
    };
    const count = () => log.transcript.get().blocks.length;
    const last = 2 * MOST_BLOCKS;
    await log.take(attached({ last }));
    await log.take(asked(1, last));
    await settle();
    let newestInView = false;
    log.keepInView(() => newestInView);
    await log.take(asked(last + 1, last + 2));
    await settle();
    await log.take(asked(last + 3, last + 4));
    await settle();
    expect([count(), log.start]).toEqual([MOST_BLOCKS + 2, 0]);
    newestInView = true;
    await log.take(asked(last + 5, last + 6));
    await settle();
    expect(count()).toBeLessThanOrEqual(MOST_BLOCKS);
    expect(count()).toBeGreaterThan(MOST_BLOCKS / 2);
    expect(log.start).toBe((MOST_BLOCKS + 3 - count()) * 2);

    newestInView = false;
    const part = log.readPart();
    await part.take(attached({ last }));
    await part.take(asked(1, log.start));
    await part.take({ type: "end" });
    await settle();
    expect([count(), log.start]).toEqual([MOST_BLOCKS + 3, 0]);
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

it("draws seldom while drawing is slow: what waits is taken in meanwhile, and the newest is drawn in the end", async () => {
  let time = 0;
  const waiting: { readonly due: number; readonly callback: () => void }[] = [];
  const log = new SessionLog({
    now: () => time,
    nextTask: () => {
      time += 1;
      for (const [i, { due, callback }] of [...waiting.entries()].reverse()) {
        if (due > time) continue;
        waiting.splice(i, 1);
        callback();
      }
      return Promise.resolve();
    },
    beforeFrame: (callback) => queueMicrotask(callback),
    later: (callback, ms) => waiting.push({ due: time + ms, callback }),
    keyAt: () => Number.NEGATIVE_INFINITY,
  });
  let drawn = 0;
  log.transcript.subscribe(() => {
    drawn += 1;
    time += 100;
  });
  await log.take(attached({ last: 0 }));
  for (let seq = 1; seq <= 1000; seq++) {
    time += 1;
    await log.take({ type: "records", records: [printed(seq, `line ${seq}\n`)] });
  }
  // A second of taking in, and after each picture a tenth of one without another.
  expect(drawn).toBeGreaterThan(2);
  expect(drawn).toBeLessThan(25);
  time += 1000;
  for (const { callback } of waiting) callback();
  await settle();
  expect(text(log).trimEnd().split("\n")).toHaveLength(1000);
});

it("draws a flood seldom while somebody types, and what is no flood at once", async () => {
  let time = 0;
  const waiting: { readonly due: number; readonly callback: () => void }[] = [];
  const pass = async (ms: number) => {
    for (const end = time + ms; time < end; ) {
      time += 10;
      for (const [i, { due, callback }] of [...waiting.entries()].reverse()) {
        if (due > time) continue;
        waiting.splice(i, 1);
        callback();
      }
      await settle();
    }
  };
  const log = new SessionLog({
    now: () => time,
    nextTask: () => Promise.resolve(),
    beforeFrame: (callback) => queueMicrotask(callback),
    later: (callback, ms) => waiting.push({ due: time + ms, callback }),
    // A key at any time.
    keyAt: () => time,
  });
  let drawn = 0;
  log.transcript.subscribe(() => drawn++);
  let seq = 0;
  const print = () => log.take({ type: "records", records: [printed(++seq, `line ${seq}\n`)] });
  await log.take(attached({ last: 0 }));
  for (let i = 1; i <= 3; i++) {
    await print();
    await settle();
    expect(drawn).toBe(i);
    await pass(20);
  }
  drawn = 0;
  for (let i = 0; i < 100; i++) {
    await print();
    await pass(10);
  }
  // A second of it: five pictures until it is known for a flood, then one each 200 ms.
  expect(drawn).toBeGreaterThan(5);
  expect(drawn).toBeLessThan(13);
  await pass(1_000);
  expect(text(log)).toMatch(/line 103\n$/);
  drawn = 0;
  await print();
  await settle();
  expect(drawn).toBe(1);
});
