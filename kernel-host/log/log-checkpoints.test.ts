/** Beginning at a checkpoint that a log gives: the rest is what reducing all of it gives. */
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { startFrom } from "../../preload/transcript/checkpoint";
import { createReducer, reduce } from "../../preload/transcript/reduce";
import type { Block } from "../../preload/transcript/transcript";
import { FakeClock } from "../floor/fake-clock";
import { SMALL, temporaryFolder } from "./disk/disk.fixture";
import type { Log, Unnumbered } from "./log";
import { openLog } from "./log.fixture";

const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
const message = (msgType: string, parent: string, content: Record<string, unknown>): Unnumbered => ({
  kind: "message",
  socket: "iopub",
  msgType,
  msgId: "m",
  parent,
  foreign: false,
  content,
});
const record: fc.Arbitrary<Unnumbered> = fc.oneof(
  id.map((msgId): Unnumbered => ({ kind: "request", msgId, client: "w", code: `code of ${msgId}` })),
  id.map((msgId): Unnumbered => ({ kind: "request_sent", msgId })),
  id.map((msgId): Unnumbered => ({ kind: "request_end", msgId, status: "ok" })),
  fc
    .tuple(fc.option(id), fc.constantFrom("x\n", "half", "\rover", "\x1b[31m", "\x1b[A", "many\n".repeat(40)))
    .map(([parent, text]): Unnumbered => ({ kind: "stream", parent, foreign: false, name: "stdout", text })),
  fc
    .tuple(id, fc.constantFrom("display_data", "update_display_data"), fc.constantFrom("1", "2", "3"))
    .map(([parent, type, display]) =>
      message(type, parent, { data: { "text/plain": parent }, transient: { display_id: display } }),
    ),
  id.map((parent) => message("clear_output", parent, { wait: true })),
  fc.constant<Unnumbered>({ kind: "life", event: "ready", sentence: "Ready." }),
);
/** A record, or the death of the host: of one that has time to close its files, and of one that has not. */
const act = fc.oneof(
  { weight: 20, arbitrary: record },
  { weight: 1, arbitrary: fc.constantFrom("closed" as const, "killed" as const) },
);

const turn = () => new Promise((resolve) => setImmediate(resolve));
const plain = (blocks: readonly Block[]) =>
  JSON.parse(JSON.stringify(blocks, (key, value) => (key === "version" ? undefined : value)));

test("for any log, over any number of hosts", { timeout: 120_000 }, async () => {
  const place = temporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 20, maxLength: 90 }),
      fc.nat(4000),
      fc.nat(90),
      async (acts, bytes, back) => {
        const folder = path.join(place, String(++run), "log");
        const hosts: Log[] = [];
        const open = () => {
          const log = openLog(new FakeClock(), { folder, limits: SMALL, epoch: hosts.length + 1 });
          hosts.push(log);
          return log;
        };
        let log = open();
        const requested = new Set<string>();
        for (const one of acts) {
          if (one === "closed") log.dispose();
          if (one === "closed" || one === "killed") log = open();
          else if (one.kind !== "request" || !requested.has(one.msgId)) log.append(one);
          if (typeof one !== "string" && one.kind === "request") requested.add(one.msgId);
        }
        const to = Math.max(0, log.last - back);
        const start = log.startFor(0, to, bytes);
        const rest = log.read(start?.checkpoint.seq ?? 0, Number.POSITIVE_INFINITY);
        const records = readAll(log);
        const reducer = createReducer([], start && startFrom(JSON.parse(JSON.stringify(start))));
        for (const one of records.slice(start?.checkpoint.seq ?? 0)) reducer.append(one);
        const begins = start?.checkpoint.seq ?? 0;
        expect(begins).toBeLessThanOrEqual(to);
        expect(rest[0]?.seq ?? log.last + 1).toBe(begins + 1);
        const whole = reduce(records, []).blocks;
        const later = (blocks: readonly Block[]) => plain(blocks.filter(({ seq }) => seq > begins));
        expect(later(reducer.snapshot().blocks)).toEqual(later(whole));
        const states = (blocks: readonly Block[]) =>
          blocks.flatMap(({ seq, state }) =>
            state === "queued" || state === "running" ? [[seq, state]] : [],
          );
        expect(states(reducer.snapshot().blocks)).toEqual(states(whole));
        for (const host of hosts) host.dispose();
        // Files are closed in the background, once they are synced.
        await turn();
      },
    ),
    { numRuns: 300 },
  );
});

function readAll(log: Log) {
  const records: LogRecord[] = [];
  while ((records.at(-1)?.seq ?? 0) < log.last) records.push(...log.read(records.at(-1)?.seq ?? 0, 100_000));
  return records;
}
