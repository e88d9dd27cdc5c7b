/** How long it takes to start a kernel, to attach to its host, to run code through it, and to hear a million prints. */
import { randomUUID } from "node:crypto";
import type { LogRecord } from "../../preload/contract/records";
import type { TestClient } from "../process/attached-client";
import { TestHost } from "../process/kernel-host-fixture";

const ROUNDS = 200;

function report(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  const spread = times.length > 1 ? `, 90 % ${at(0.9)} ms, worst ${at(1)} ms (${times.length} times)` : "";
  console.log(`${what.padEnd(44)} ${at(0.5).padStart(9)} ms${spread}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Hears the log and lets callers wait for a record, without looking again and again. */
class LogListener {
  readonly #waiting = new Set<(record: LogRecord) => void>();

  constructor(client: TestClient) {
    client.open("log", { epoch: null, from: 0 }).onMessage = ({ json }) => {
      const message = json as { records?: LogRecord[] };
      for (const record of message.records ?? []) for (const heard of this.#waiting) heard(record);
    };
  }

  until(wanted: (record: LogRecord) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const heard = (record: LogRecord) => {
        if (!wanted(record)) return;
        this.#waiting.delete(heard);
        resolve();
      };
      this.#waiting.add(heard);
    });
  }
}

async function main(): Promise<void> {
  const started = performance.now();
  const host = await TestHost.start();
  try {
    const client = await host.attach();
    const log = new LogListener(client);
    await log.until((record) => record.kind === "life" && record.event === "ready");
    report("host and ipykernel from nothing to ready", [performance.now() - started]);

    const attaches: number[] = [];
    for (let i = 0; i < 50; i++) {
      const attach = async () => {
        const other = await host.attach(`client ${i}`);
        await new Promise<void>((resolve) => {
          other.open("log", { epoch: null, from: 0 }).onMessage = () => resolve();
        });
        other.dispose();
      };
      attaches.push(await timed(attach));
    }
    report("attach: connect, prove, first log message", attaches);

    const pings: number[] = [];
    for (let i = 0; i < ROUNDS; i++) pings.push(await timed(() => client.pipe.ping()));
    report("ping of the host", pings);

    const shell = client.open("shell");
    shell.onMessage = () => {};
    const execute = (code: string) => {
      const id = randomUUID();
      const ended = log.until((record) => record.kind === "request_end" && record.msgId === id);
      shell.send({ type: "execute_request", id, code });
      return ended;
    };
    const rounds: number[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await timed(() => execute("pass")));
    report("execute round trip of pass", rounds);
    report("a million prints", [await timed(() => execute("for i in range(1_000_000): print(i)"))]);
  } finally {
    await host.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
