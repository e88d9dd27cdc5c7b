import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openStore, printed, readAll, SMALL, temporaryFolder } from "./disk.fixture";
import { openSegments } from "./segment-folder";
import { SegmentStore } from "./segment-store";

const logIn = (folder: string) => path.join(folder, "log");
const segments = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".log"));
const texts = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `text ${from + i}`);

/** Appends records of "text <number>" up to number `to`. */
function fill(store: SegmentStore, to: number): void {
  while (store.last < to) store.append(printed(store.last + 1, `text ${store.last + 1}`));
}

describe("a log on disk", () => {
  it("gives back everything, in order, also to the next host", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    expect([store.first, store.last, readAll(store)]).toEqual([1, 0, []]);
    fill(store, 30);
    expect(segments(folder).length).toBeGreaterThan(3);
    expect(readAll(store)).toEqual(texts(1, 30));
    for (const after of [0, 7, 29, 30]) expect(readAll(store, after, 1)).toEqual(texts(after + 1, 30));
    store.dispose();
    const next = openStore(folder, 2).store;
    expect([next.first, next.last, next.problems, readAll(next)]).toEqual([1, 30, [], texts(1, 30)]);
    fill(next, 40);
    expect(readAll(next, 25)).toEqual(texts(26, 40));
    next.dispose();
  });

  it("tells how far it is where it has to be read through, and says nothing where sidecars are there", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 30);
    store.dispose();
    const open = () => {
      const told: [number, number][] = [];
      openSegments(folder, "s", (read, of) => told.push([read, of]));
      return told;
    };
    expect(open().length).toBeLessThanOrEqual(1);
    for (const name of readdirSync(folder)) if (name.endsWith(".index")) rmSync(path.join(folder, name));
    const told = open();
    const sizes = segments(folder).map((name) => statSync(path.join(folder, name)).size);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    expect(told).toHaveLength(sizes.length);
    expect(told[0]).toEqual([0, all]);
    for (const [i, [read]] of told.entries()) expect(read).toBeGreaterThanOrEqual(told[i - 1]?.[0] ?? 0);
    // Now they are there again.
    expect(open()).toEqual([]);
  });

  it("is on disk when append returns", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    for (let seq = 1; seq <= 12; seq++) {
      fill(store, seq);
      const bytes = segments(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
      expect(bytes.join("")).toContain(`"text ${seq}"`);
    }
    store.dispose();
  });

  it("can be read by its user only", () => {
    const folder = logIn(temporaryFolder());
    mkdirSync(folder, { mode: 0o755 });
    const { store } = openStore(folder, 1);
    fill(store, 20);
    store.dispose();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder))
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it("refuses a folder that is a link or a file", () => {
    const place = temporaryFolder();
    symlinkSync(place, logIn(place));
    expect(() => openStore(logIn(place), 1)).toThrow("is not a folder");
    rmSync(logIn(place));
    writeFileSync(logIn(place), "");
    expect(() => openStore(logIn(place), 1)).toThrow();
  });

  it("needs no sidecars, and believes none that does not fit", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 30);
    store.dispose();
    const [one, two, ...others] = readdirSync(folder).filter((name) => name.endsWith(".index"));
    rmSync(path.join(folder, one ?? ""));
    writeFileSync(path.join(folder, two ?? ""), "{}");
    renameSync(path.join(folder, others[1] ?? ""), path.join(folder, others[0] ?? ""));
    const next = openStore(folder, 2).store;
    expect([next.problems, readAll(next)]).toEqual([[], texts(1, 30)]);
    next.dispose();
  });

  it("drops a torn tail, says so, and goes on with its numbers under the new epoch", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 9);
    const last = segments(folder).at(-1) ?? "";
    const whole = statSync(path.join(folder, last)).size;
    fill(store, 10);
    const torn = readFileSync(path.join(folder, last)).subarray(0, -3);
    writeFileSync(path.join(folder, last), torn);
    const next = openStore(folder, 2).store;
    expect(next.last).toBe(9);
    expect(next.problems).toEqual([{ kind: "torn", bytes: torn.length - whole }]);
    expect(next.validFor(1, 10)).toBe(9);
    fill(next, 11);
    expect(readAll(next)).toEqual(texts(1, 11));
    const third = openStore(folder, 3).store;
    expect([third.problems, readAll(third)]).toEqual([[], texts(1, 11)]);
    for (const one of [store, next, third]) one.dispose();
  });

  it("skips a damaged middle, and tells once which records are lost", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 20);
    store.dispose();
    const file = path.join(folder, segments(folder)[1] ?? "");
    const bytes = readFileSync(file);
    const first = Number(/"seq":(\d+)/.exec(bytes.toString("latin1"))?.[1]);
    bytes.write("X", bytes.indexOf(`text ${first + 1}`));
    writeFileSync(file, bytes);
    rmSync(file.replace(".log", ".index"));
    const next = openStore(folder, 2);
    const lost = first + 1;
    expect(next.store.problems).toEqual([{ kind: "lost", from: lost, to: lost, bytes: expect.any(Number) }]);
    const expected = [...texts(1, lost - 1), `lost to ${lost}`, ...texts(lost + 1, 20)];
    expect(readAll(next.store)).toEqual(expected);
    expect(next.damages).toEqual([]);
    next.store.dispose();
    const third = openStore(folder, 3).store;
    expect([third.problems, readAll(third)]).toEqual([[], expected]);
    third.dispose();
  });

  it("notices damage that comes while it is open, in any segment", () => {
    const folder = logIn(temporaryFolder());
    const { store, damages } = openStore(folder, 1);
    fill(store, 19);
    const names = segments(folder);
    for (const name of [names[0], names.at(-1)]) {
      const file = path.join(folder, name ?? "");
      const bytes = readFileSync(file);
      bytes.write("XXXX", bytes.lastIndexOf("text"));
      writeFileSync(file, bytes);
    }
    rmSync(path.join(folder, names[1] ?? ""));
    const seen = readAll(store);
    const told = seen.filter((one) => String(one).startsWith("lost"));
    expect(told).toHaveLength(3);
    expect(damages).toHaveLength(3);
    const lost = damages.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    expect(seen.length - told.length).toBe(19 - lost);
    fill(store, 25);
    expect(readAll(store, 19)).toEqual(texts(20, 25));
    expect(readAll(store)).toEqual([...seen, ...texts(20, 25)]);
    expect(damages).toHaveLength(3);
    store.dispose();
  });

  it("keeps what belongs to another session out, and out of the way", () => {
    const folder = logIn(temporaryFolder());
    const other = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 5);
    store.dispose();
    const stranger = new SegmentStore({
      folder: other,
      session: "another",
      epoch: 7,
      clock: openStore(temporaryFolder(), 1).clock,
      suspended: () => {},
      resumed: () => {},
      damaged: () => {},
    });
    stranger.append(printed(1, "not ours"));
    stranger.dispose();
    const name = segments(other)[0] ?? "";
    renameSync(path.join(other, name), path.join(folder, name));
    const next = openStore(folder, 7).store;
    expect(next.problems).toMatchObject([{ kind: "unusable", reason: "it belongs to the session another" }]);
    fill(next, 7);
    expect(readAll(next)).toEqual(texts(1, 7));
    next.dispose();
  });
});

describe("epochs", () => {
  it("what a dead host wrote on after its successor began is not part of the log", () => {
    const folder = logIn(temporaryFolder());
    const old = openStore(folder, 1).store;
    fill(old, 5);
    const young = openStore(folder, 2).store;
    fill(old, 20);
    fill(young, 8);
    old.dispose();
    young.dispose();
    const third = openStore(folder, 3).store;
    expect(third.last).toBe(8);
    expect(readAll(third)).toEqual(texts(1, 8));
    expect([third.validFor(1, 20), third.validFor(2, 20), third.validFor(2, 7)]).toEqual([5, 8, 7]);
    third.dispose();
  });

  it("answers any client with the last number that both know", () => {
    const folder = logIn(temporaryFolder());
    for (const [epoch, to] of [
      [1, 4],
      [4, 9],
      [9, 12],
    ] as const) {
      const { store } = openStore(folder, epoch);
      fill(store, to);
      store.dispose();
    }
    const { store } = openStore(folder, 12);
    expect([1, 2, 3, 4, 5, 9, 10, 12].map((epoch) => store.validFor(epoch, 1000))).toEqual([
      4, 4, 4, 9, 9, 12, 12, 12,
    ]);
    expect([store.validFor(null, 5), store.validFor(13, 5), store.validFor(4, 3)]).toEqual([0, 0, 3]);
    store.dispose();
  });
});

describe("the bound on disk", () => {
  it("drops whole old segments behind a marker that says how much and when", () => {
    const folder = logIn(temporaryFolder());
    const before = Date.now();
    const { store } = openStore(folder, 1, { ...SMALL, totalBytes: 2000 });
    fill(store, 3);
    store.dispose();
    const next = openStore(folder, 2, { ...SMALL, totalBytes: 2000 }).store;
    fill(next, 60);
    expect(next.bytes).toBeLessThan(2000 + SMALL.segmentBytes);
    expect(next.first).toBeGreaterThan(40);
    const read = next.read(0, 100);
    expect(read).toMatchObject({ kind: "trimmed", to: next.first - 1 });
    expect(read.kind === "trimmed" && read.time >= before && read.bytes > 5000).toBe(true);
    expect(readAll(next)).toEqual([`trimmed to ${next.first - 1}`, ...texts(next.first, 60)]);
    expect(next.blocks.blocks[0]?.last).toBeGreaterThanOrEqual(next.first);
    expect(next.validFor(1, 10)).toBe(3);
    next.dispose();
    const third = openStore(folder, 3).store;
    expect(third.first).toBe(next.first);
    expect([third.problems, readAll(third)]).toEqual([[], readAll(next)]);
    expect(third.validFor(1, 10)).toBe(3);
    third.dispose();
  });

  it("finishes a trim that its host did not live to finish", () => {
    const folder = logIn(temporaryFolder());
    const { store } = openStore(folder, 1);
    fill(store, 20);
    store.dispose();
    const [one, two] = segments(folder);
    const to = Number(two?.slice(0, 12)) - 1;
    writeFileSync(
      path.join(folder, "trimmed.json"),
      JSON.stringify({ to, bytes: 5, time: 6, epochs: [[1, 1]] }),
    );
    const next = openStore(folder, 2).store;
    expect(readAll(next)).toEqual([`trimmed to ${to}`, ...texts(to + 1, 20)]);
    expect(segments(folder)).not.toContain(one);
    next.dispose();
  });
});

describe("a disk that takes nothing", () => {
  /** A file stands where the folder has to be: nothing can be made there until it is gone. */
  function blocked() {
    const place = path.join(temporaryFolder(), "in-the-way");
    const opened = openStore(path.join(place, "log"), 1, { ...SMALL, pendingBytes: 1500 });
    writeFileSync(place, "");
    return { ...opened, place, folder: path.join(place, "log") };
  }

  it("does not stop the conversation: records are kept in memory and written when there is room", () => {
    const { store, clock, suspensions, resumptions, place, folder } = blocked();
    fill(store, 5);
    expect(suspensions).toHaveLength(1);
    expect(store.suspension?.reason).toContain(folder);
    expect(readAll(store)).toEqual(texts(1, 5));
    clock.pass(20_000);
    expect([suspensions.length, resumptions.length]).toEqual([1, 0]);
    rmSync(place);
    clock.pass(SMALL.maxRetryMs);
    expect(resumptions).toEqual([{ since: suspensions[0]?.since, lost: [] }]);
    expect(store.suspension).toBeUndefined();
    fill(store, 8);
    const next = openStore(folder, 2).store;
    expect(readAll(next)).toEqual(texts(1, 8));
    store.dispose();
    next.dispose();
  });

  it("loses the oldest of what waits when there is no room in memory either, and says so", () => {
    const { store, clock, resumptions, damages, place, folder } = blocked();
    fill(store, 40);
    rmSync(place);
    clock.pass(SMALL.maxRetryMs);
    const [lost] = resumptions[0]?.lost ?? [];
    expect(lost).toMatchObject({ from: 1 });
    const to = lost?.to ?? 0;
    expect(to).toBeGreaterThan(10);
    expect(to).toBeLessThan(40);
    const expected = [`lost to ${to}`, ...texts(to + 1, 40)];
    expect(readAll(store)).toEqual(expected);
    expect(damages).toEqual([]);
    store.dispose();
    const next = openStore(folder, 2).store;
    expect(readAll(next)).toEqual(expected);
    next.dispose();
  });

  it("a host that dies then takes with it what only its memory held, and its numbers are told apart", () => {
    const { store, place, folder } = blocked();
    fill(store, 5);
    rmSync(place);
    const next = openStore(folder, 2).store;
    expect([next.last, next.validFor(1, 5)]).toEqual([0, 0]);
    fill(next, 2);
    expect(next.validFor(2, 5)).toBe(2);
    next.dispose();
    store.dispose();
  });

  it("what is noted of finished segments never goes beyond what is in them", () => {
    const place = path.join(temporaryFolder(), "place");
    const folder = path.join(place, "log");
    const { store, clock } = openStore(folder, 1);
    const open = (seq: number) =>
      store.append({ kind: "request", seq, life: 1, time: 1, msgId: `r${seq}`, client: "w", code: "" });
    open(1);
    // Nothing can be made in the folder, but the open segment can still be written.
    renameSync(folder, `${folder}-away`);
    writeFileSync(folder, "");
    for (let seq = 2; store.suspension === undefined; seq++) open(seq);
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    const { store: next } = openStore(folder, 2);
    expect(next.last).toBe(store.last - 1);
    expect(next.blocks.blocks.map(({ first }) => first)).toEqual(
      Array.from({ length: next.last }, (_, i) => i + 1),
    );
    next.append({ kind: "request_end", seq: next.last + 1, life: 1, time: 1, msgId: "r1", status: "ok" });
    expect(next.blocks.blocks[0]?.state).toBe("ok");
    expect(next.checkpointAt(next.last)?.seq).toBeLessThan(store.last);
    clock.pass(SMALL.maxRetryMs);
    store.dispose();
    next.dispose();
  });

  it("writes what waits when it is disposed of", () => {
    const { store, place, folder } = blocked();
    fill(store, 5);
    rmSync(place);
    store.dispose();
    const next = openStore(folder, 2).store;
    expect(readAll(next)).toEqual(texts(1, 5));
    next.dispose();
  });
});

describe("a folder that vanishes", () => {
  it("is made anew with what is still within reach; the rest is told as lost", () => {
    const folder = logIn(temporaryFolder());
    const { store, clock, suspensions, resumptions, damages } = openStore(folder, 1);
    fill(store, 12);
    const kept = Number(segments(folder).at(-1)?.slice(0, 12));
    renameSync(folder, `${folder}-away`);
    fill(store, kept + 1);
    clock.pass(SMALL.syncMs);
    expect(suspensions[0]?.reason).toBe(`${folder} is gone`);
    clock.pass(SMALL.retryMs);
    expect(resumptions).toHaveLength(1);
    expect(damages.length).toBeGreaterThan(0);
    const seen = readAll(store);
    expect(seen).toEqual([`lost to ${kept - 1}`, ...texts(kept, store.last)]);
    store.dispose();
    const next = openStore(folder, 2).store;
    expect(readAll(next)).toEqual(seen);
    next.dispose();
  });
});

describe("damage and new epochs together", () => {
  it("garbage at the end of a segment in the middle hides nothing", () => {
    const folder = logIn(temporaryFolder());
    const first = openStore(folder, 1).store;
    fill(first, 3);
    first.dispose();
    const file = path.join(folder, segments(folder)[0] ?? "");
    appendFileSync(file, Buffer.alloc(500));
    const second = openStore(folder, 2).store;
    fill(second, 6);
    expect(second.problems).toEqual([{ kind: "torn", bytes: 500 }]);
    expect(readAll(second)).toEqual(texts(1, 6));
    second.dispose();
  });
});
