/**
 * What every fault is played on: a folder of its own, a real host with a real kernel, a client that watches from the
 * beginning, the productions that were started, and the account of them at the end.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { LogRecord } from "../../preload/contract/records";
import type { TestClient } from "../process/attached-client";
import { type HostOptions, TestHost } from "../process/kernel-host-fixture";
import { until } from "../process/until";
import { account, type Expected, type Production, producing, STEADY } from "./producer";
import { Random } from "./random";

/** What a fault cost. */
export interface Cost {
  lost: number;
  tail: number;
  gap: number;
}

/** Where clients can attach. */
export interface Attachable {
  attach(name: string): Promise<TestClient>;
}

export class Stage {
  readonly random: Random;
  readonly cost: Cost = { lost: 0, tail: 0, gap: 0 };
  readonly #disposals: (() => unknown)[] = [];
  #tags = 0;

  /** @param folder of this fault alone; all that it starts has it as TMPDIR */
  constructor(
    readonly folder: string,
    kind: string,
    readonly seed: number,
  ) {
    this.random = new Random(seed, kind);
  }

  /** Has something undone at the end, last first, also when the fault failed. */
  defer(undo: () => unknown): void {
    this.#disposals.push(undo);
  }

  /** Undoes all. @throws AggregateError when something could not be undone */
  async dispose(): Promise<void> {
    const errors: unknown[] = [];
    for (let undo = this.#disposals.pop(); undo; undo = this.#disposals.pop()) {
      try {
        await undo();
      } catch (error) {
        errors.push(error);
      }
    }
    await rm(path.join(this.folder, "counters"), { recursive: true, force: true });
    if (errors.length > 0)
      throw new AggregateError(errors, errors.map((error) => (error as Error).message).join("; "));
  }

  /** Starts a host and its kernel. */
  async host(options: HostOptions = {}): Promise<TestHost> {
    const host = await this.prepare(options);
    await host.launch(options);
    return host;
  }

  /** The folder of a session, with no host yet. */
  async prepare(options: HostOptions = {}): Promise<TestHost> {
    const host = await TestHost.prepare(options);
    this.defer(() => host.dispose());
    return host;
  }

  /** A client that sees everything from the beginning; resolves when the kernel is ready. */
  async watch(host: Attachable, name = "watcher"): Promise<TestClient> {
    const client = (await host.attach(name)).follow();
    await client.state("idle");
    return client;
  }

  /** A production with a tag of its own. */
  production(lines: number, more: Omit<Production, "tag" | "lines"> = {}): Production {
    this.#tags++;
    return { tag: `P${String.fromCharCode(64 + this.#tags)}`, lines, ...more };
  }

  /** The code of a production, and the file in which it counts. */
  async code(production: Production): Promise<{ code: string; counter: string }> {
    const folder = path.join(this.folder, "counters");
    await mkdir(folder, { recursive: true });
    const counter = path.join(folder, production.tag);
    await writeFile(counter, Buffer.alloc(8));
    return { code: producing(production, counter), counter };
  }

  /** Starts a production; the answer is what to expect of it. */
  async produce(client: TestClient, production: Production): Promise<Expected> {
    const { code, counter } = await this.code(production);
    return { production, counter, parent: await client.send(code) };
  }

  /**
   * A host whose kernel prints so many lines at a steady pace, when a client has seen `from` of them; with `to` a number
   * between the two, by chance.
   */
  async inMidOutput(
    lines: number,
    from: number,
    to?: number,
  ): Promise<{ host: TestHost; client: TestClient; production: Expected }> {
    const host = await this.host();
    const client = await this.watch(host);
    const production = await this.produce(client, this.production(lines, STEADY));
    await this.seen(client, production, to === undefined ? from : this.random.int(from, to));
    return { host, client, production };
  }

  /** Resolves when the client has seen at least so many lines of a production. */
  async seen(client: TestClient, { production, parent }: Expected, lines: number): Promise<void> {
    const wanted = `${production.tag} ${String(lines).padStart(8, "0")} `;
    let looked = 0;
    await until(`line ${lines} of ${production.tag}`, () => {
      // Text of one line may be spread over two records.
      const from = Math.max(0, looked - 1);
      looked = client.records.length;
      const text = client.records
        .slice(from)
        .map((record) => (record.kind === "stream" && record.parent === parent ? record.text : ""))
        .join("");
      return text.includes(wanted);
    });
  }

  /** Counts what came of a production. */
  count(records: readonly LogRecord[], expected: Expected): void {
    const { lost, tail, gap, faults } = account(records, expected);
    this.cost.lost += lost;
    this.cost.tail += tail;
    this.cost.gap += gap;
    if (faults.length > 0) throw new Error(faults.join("; "));
  }

  /**
   * Looks at the log itself: numbers follow one another, and a client that comes now is told the very records that
   * the watcher was shown.
   * @param watchers clients that followed from the beginning, where they have more than they could see alike
   * @returns the log's records
   */
  async replay(host: Attachable, ...watchers: readonly TestClient[]): Promise<LogRecord[]> {
    const late = await host.attach(`late ${this.random.int(0, 1e9)}`);
    late.followLog();
    const { last } = await until("the answer to attach", () => late.attached);
    await until(
      () => `record ${last}; the last is ${late.records.at(-1)?.seq}`,
      () => last === 0 || (late.records.at(-1)?.seq ?? 0) >= last,
    );
    late.dispose();
    checkNumbers(late.records);
    const bySeq = new Map(late.records.map((record) => [record.seq, record]));
    for (const watcher of watchers) {
      checkNumbers(watcher.records);
      for (const shown of watcher.records) {
        if (shown.seq <= last && !isDeepStrictEqual(shown, bySeq.get(shown.seq))) {
          this.cost.lost += JSON.stringify(shown).length;
          throw new Error(
            `record ${shown.seq} was shown as ${brief(shown)} and is replayed as ${brief(bySeq.get(shown.seq))}`,
          );
        }
      }
    }
    return late.records;
  }

  /** The usual end: the productions are over, the watcher and the log agree, nothing is missing. */
  async settle(host: Attachable, client: TestClient, ...expected: readonly Expected[]): Promise<LogRecord[]> {
    for (const { parent } of expected) await client.end(parent);
    const records = await this.replay(host, client);
    for (const each of expected) this.count(records, each);
    return records;
  }

  /** Rests a random time: when the fault strikes. */
  moment(lowMs: number, highMs: number): Promise<void> {
    return pause(this.random.int(lowMs, highMs));
  }
}

/** @throws Error when numbers do not follow one another */
export function checkNumbers(records: readonly LogRecord[]): void {
  let before: LogRecord | undefined;
  for (const record of records) {
    // Stand-ins for records that are gone have the number of the last that is.
    const standsIn = record.kind === "trimmed" || (record.kind === "life" && record.event === "log damaged");
    if (before && record.seq !== before.seq + 1 && !(standsIn && record.seq > before.seq)) {
      throw new Error(`record ${record.seq} follows on ${before.seq}`);
    }
    before = record;
  }
}

const brief = (record: LogRecord | undefined) => (JSON.stringify(record) ?? "nothing").slice(0, 160);

/** What a process has in memory now, and the most that it ever had, in bytes. */
export async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { now: kib("VmRSS") * 1024, most: kib("VmHWM") * 1024 };
}

/** @throws Error with the sentence when the condition does not hold */
export function check(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}
