/**
 * The promise of the log against a model: whatever happens between publishing and reading, a client that comes back
 * has every record once, in order, and a pair of epoch and number never means two records. Real files, the real pump,
 * real pipes.
 */
import { cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import type { LogRecord } from "../../preload/contract/records";
import type { LogToClient } from "../../preload/contract/session-channels";
import { FakeClock } from "../floor/fake-clock";
import { SMALL, temporaryFolder } from "../log/disk/disk.fixture";
import { encodeRecord } from "../log/disk/frame";
import { Log } from "../log/log";
import { pumpLog } from "./log-pump";

const LIMITS = { ...SMALL, segmentBytes: 1500 };
const MEMORY_BYTES = 1000;
const CLIENTS = 3;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What a record says, in short. */
const saying = (record: LogRecord) => {
  if (record.kind === "request_sent") return record.msgId;
  return record.kind === "life" ? record.sentence : record.kind;
};

/** A session over the lives of its hosts. */
class World {
  readonly clock = new FakeClock();
  readonly clients = Array.from({ length: CLIENTS }, (_, i) => new Client(this, i));
  /** What every pair of epoch and number was used for, ever. */
  readonly used = new Map<string, string>();
  /** What the log is to hold: by number. */
  readonly truth = new Map<number, { saying: string; bytes: number }>();
  /** What clients found wrong. */
  readonly faults: unknown[] = [];
  folder: string;
  log: Log;
  #published = 0;
  /** The newest number that was noted. */
  #accounted = 0;

  constructor(
    private readonly place: string,
    private readonly totalBytes: number,
  ) {
    this.folder = path.join(place, "1", "log");
    this.log = this.#open(1);
  }

  #open(epoch: number): Log {
    return new Log({
      folder: this.folder,
      session: "s",
      epoch,
      clock: this.clock,
      limits: { ...LIMITS, totalBytes: this.totalBytes },
      memoryBytes: MEMORY_BYTES,
    });
  }

  publish(size: number): void {
    const said = `${++this.#published}:`.padEnd(size, ".");
    this.log.append({ kind: "request_sent", msgId: said });
    this.#account();
  }

  /** Notes what was numbered since the last time. */
  #account(): void {
    for (let seq = this.#accounted + 1; seq <= this.log.last; seq++) {
      const [record] = this.log.read(seq - 1, 1);
      if (!record) throw new Error(`record ${seq} cannot be read`);
      const pair = `${this.log.epoch}/${seq}`;
      expect(this.used.has(pair), `the pair ${pair} is used again`).toBe(false);
      this.used.set(pair, saying(record));
      this.truth.set(seq, { saying: saying(record), bytes: encodeRecord(record).length });
    }
    this.#accounted = this.log.last;
  }

  /** The host dies, and `torn` bytes at the end of the log with it (a power cut); another takes over. */
  async die(torn: number): Promise<void> {
    for (const client of this.clients) client.disconnect();
    const old = this.log;
    const epoch = old.epoch + 1;
    const was = this.folder;
    this.folder = path.join(this.place, String(epoch), "log");
    if (existsSync(was)) cpSync(was, this.folder, { recursive: true });
    const last = newestSegment(this.folder);
    const cut = last ? Math.min(torn, statSync(last).size) : 0;
    if (last && cut > 0) truncateSync(last, statSync(last).size - cut);
    old.dispose();
    rmSync(path.dirname(was), { recursive: true, force: true });
    this.log = this.#open(epoch);
    let lost = 0;
    let first = 0;
    for (const [seq, { bytes }] of this.truth) {
      if (seq <= this.log.last) continue;
      first ||= bytes;
      lost += bytes;
      this.truth.delete(seq);
    }
    this.#accounted = Math.min(this.#accounted, this.log.last);
    // Only records that the missing bytes belonged to are gone.
    expect(lost - first).toBeLessThanOrEqual(Math.max(0, cut));
    if (cut === 0) expect(lost).toBe(0);
    // What the new host says of the torn tail is numbered in a task of its own.
    await turn();
    this.#account();
  }

  dispose(): void {
    for (const client of this.clients) client.disconnect();
    this.log.dispose();
  }
}

function newestSegment(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const named = readdirSync(folder).flatMap((name) => {
    const [, first, epoch] = /^(\d+)-(\d+)\.log$/.exec(name) ?? [];
    return epoch === undefined ? [] : [{ name, first: Number(first), epoch: Number(epoch) }];
  });
  named.sort((one, other) => one.epoch - other.epoch || one.first - other.first);
  const name = named.at(-1)?.name;
  return name === undefined ? undefined : path.join(folder, name);
}

/** A client that remembers what it saw, as a window does, from one connection to the next. */
class Client {
  readonly seen = new Map<number, string>();
  epoch: number | null = null;
  last = 0;
  #channel: Channel | undefined;
  #pipes: ChannelPipe[] = [];
  #waiting: (() => void)[] = [];
  #reading = 0;

  constructor(
    private readonly world: World,
    readonly number: number,
  ) {}

  attach(credit: number): void {
    this.disconnect();
    const { epoch, last: from, world } = this;
    let host: ChannelPipe;
    const client: ChannelPipe = new ChannelPipe({ credit, send: (frame) => host.receive(frame) });
    host = new ChannelPipe({
      send: (frame) => client.receive(frame),
      accept: (channel) => {
        pumpLog(channel, world.log, { epoch, from });
        return undefined;
      },
    });
    this.#pipes = [client, host];
    this.#channel = client.open({ session: "s", name: "log", client: `${this.number}` });
    this.#channel.onMessage = ({ json }) => {
      try {
        this.#take(json as LogToClient);
      } catch (error) {
        // A channel takes a handler that throws for a client that fails.
        this.world.faults.push(error);
      }
      if (this.#reading-- > 0) return undefined;
      this.#reading = 0;
      return new Promise<void>((resolve) => this.#waiting.push(resolve));
    };
  }

  /** Uses up so many messages, and thereby gives credit for them. */
  read(messages: number): void {
    this.#reading = messages;
    for (const used of this.#waiting.splice(0)) used();
  }

  /** Cut off at once, whatever is under way. */
  disconnect(): void {
    for (const pipe of this.#pipes.splice(0)) pipe.close();
    this.#waiting = [];
    this.#reading = 0;
  }

  #take(message: LogToClient): void {
    if (message.type === "attached") {
      expect(message.valid).toBeLessThanOrEqual(this.last);
      this.epoch = message.epoch;
      this.last = message.valid;
      for (const seq of this.seen.keys()) if (seq > message.valid) this.seen.delete(seq);
      return;
    }
    if (message.type !== "records") return;
    for (const record of message.records) {
      expect(record.seq, "a record came twice, or out of order").toBeGreaterThan(this.last);
      if (record.kind !== "trimmed") expect(record.seq, "a record is missing").toBe(this.last + 1);
      else expect(record.seq, "more is called trimmed than was").toBeLessThan(this.world.log.first);
      this.last = record.seq;
      if (record.kind === "trimmed") continue;
      this.seen.set(record.seq, saying(record));
      expect(this.world.used.get(`${this.#epochOf(record.seq)}/${record.seq}`)).toBe(saying(record));
    }
  }

  /** The latest epoch that used this number. */
  #epochOf(seq: number): number {
    let epoch = this.world.log.epoch;
    while (epoch > 0 && !this.world.used.has(`${epoch}/${seq}`)) epoch--;
    return epoch;
  }
}

const client = fc.nat(CLIENTS - 1);
const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant("publish" as const),
      n: fc.integer({ min: 1, max: 12 }),
      size: fc.integer({ min: 8, max: 190 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("attach" as const),
      client,
      credit: fc.integer({ min: 1, max: 3000 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant("read" as const), client, n: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("disconnect" as const), client }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("die" as const), torn: fc.oneof(fc.constant(0), fc.nat(900)) }),
  },
  { weight: 2, arbitrary: fc.constant({ act: "wait" as const }) },
);

it("nothing is lost, doubled or reordered, whatever happens in between", { timeout: 120_000 }, async () => {
  const base = temporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 5, maxLength: 45 }),
      fc.constantFrom(3000, 6000, 1_000_000),
      async (acts, totalBytes) => {
        const place = path.join(base, String(++run));
        const world = new World(place, totalBytes);
        try {
          for (const one of acts) {
            if (one.act === "publish") for (let i = 0; i < one.n; i++) world.publish(one.size);
            else if (one.act === "attach") world.clients[one.client]?.attach(one.credit);
            else if (one.act === "read") world.clients[one.client]?.read(one.n);
            else if (one.act === "disconnect") world.clients[one.client]?.disconnect();
            else if (one.act === "die") await world.die(one.torn);
            else await turn();
            if (world.faults.length > 0) throw world.faults[0];
          }
          for (const one of world.clients) {
            one.attach(100_000);
            while (one.last < world.log.last) {
              one.read(Number.POSITIVE_INFINITY);
              await turn();
              if (world.faults.length > 0) throw world.faults[0];
            }
            for (const [seq, { saying: said }] of world.truth) {
              // What was trimmed before this client came to it is the only thing it may lack.
              if (seq >= world.log.first || one.seen.has(seq)) expect(one.seen.get(seq)).toBe(said);
            }
            expect([...one.seen].filter(([seq]) => !world.truth.has(seq))).toEqual([]);
          }
        } finally {
          world.dispose();
          rmSync(place, { recursive: true, force: true });
        }
      },
    ),
    // Each test run draws others; TANDEM_SCHEDULES plays as many as one has the time for.
    { numRuns: Number(process.env["TANDEM_SCHEDULES"] ?? 150) },
  );
});
