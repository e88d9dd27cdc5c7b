/**
 * Tables of ten million rows through host and ipykernel, as a viewer asks for them: the first page, the next, a sort
 * beside the kernel's own, a summary; and the list of a thousand variables after a run.
 */
import { randomUUID } from "node:crypto";
import type {
  DataAnswer,
  DataAnswerOf,
  DataQuestion,
  DataToClient,
  DataView,
} from "../../preload/contract/data";
import type { LogRecord } from "../../preload/contract/records";
import type { VariablesToClient } from "../../preload/contract/variables";
import type { TestClient } from "../process/attached-client";
import { TestHost } from "../process/kernel-host-fixture";

const ROUNDS = 20;
const PLAIN: DataView = { sort: [], filters: [], slice: null };

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const spread = times.length > 1 ? `, worst ${at(1)} ms (${times.length} times)` : "";
  console.log(`${what.padEnd(58)} ${at(0.5).padStart(9)} ms${spread}`);
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now();
  const result = await work();
  return [performance.now() - from, result];
}

/** Runs code, and resolves when it has ended. */
function runner(client: TestClient) {
  const waiting = new Map<string, () => void>();
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  client.open("log", { epoch: null, from: 0 }).onMessage = ({ json }) => {
    for (const record of (json as { records?: LogRecord[] }).records ?? []) {
      if (record.kind === "request_end") waiting.get(record.msgId)?.();
      if (record.kind === "life" && record.event === "ready") isReady();
    }
  };
  const shell = client.open("shell");
  shell.onMessage = () => {};
  const run = (code: string) =>
    new Promise<void>((resolve) => {
      const id = randomUUID();
      waiting.set(id, resolve);
      shell.send({ type: "execute_request", id, code });
    });
  return { run, ready };
}

/** Asks as a viewer does, until it is answered. */
function asker(client: TestClient) {
  const channel = client.open("data");
  const waiting = new Map<string, (answer: DataAnswer) => void>();
  channel.onMessage = ({ json }) => {
    const message = json as DataToClient;
    if (message.type === "answer") waiting.get(message.id)?.(message.answer);
  };
  return async function ask<Op extends DataQuestion["op"]>(
    question: Extract<DataQuestion, { op: Op }>,
  ): Promise<DataAnswerOf<Op>> {
    for (;;) {
      const id = randomUUID();
      const answered = new Promise<DataAnswer>((resolve) => waiting.set(id, resolve));
      channel.send({ id, question });
      const answer = await answered;
      waiting.delete(id);
      if (answer.status === "ok") return answer as DataAnswerOf<Op>;
      if (answer.status !== "working" && answer.status !== "busy") throw new Error(JSON.stringify(answer));
    }
  };
}

const SIXTEEN = Array.from({ length: 16 }, (_, at) => at);

async function main(): Promise<void> {
  const host = await TestHost.start();
  try {
    const client = await host.attach();
    const { run, ready } = runner(client);
    await ready;
    const ask = asker(client);
    await run("import numpy as np, pandas as pd, polars as pl, time");
    const makes = {
      NumPy: "np.zeros((10_000_000, 20))",
      pandas: "pd.DataFrame(np.zeros((10_000_000, 20)), columns=[f'c{n}' for n in range(20)])",
      polars: "pl.DataFrame({f'c{n}': np.zeros(10_000_000) for n in range(20)})",
    };
    for (const [library, code] of Object.entries(makes)) {
      await run(`table = ${code}`);
      const viewer = randomUUID();
      const path = ["a:table"];
      const page = (version: string, from: number) =>
        ask({ op: "page", viewer, path, version, view: PLAIN, from, count: 100, columns: SIXTEEN });
      const [first, version] = await timed(async () => {
        const opened = await ask({ op: "open", viewer, path, slice: null, frozen: false });
        await ask({ op: "columns", viewer, path, version: opened.version, view: PLAIN, from: 0, count: 200 });
        await page(opened.version, 0);
        return opened.version;
      });
      report(`${library}: first page of 10,000,000 x 20, with its columns`, [first]);
      const next: number[] = [];
      for (let at = 1; at <= ROUNDS; at++) next.push((await timed(() => page(version, at * 400_000)))[0]);
      report(`${library}: next page, 1,600 cells`, next);
      await ask({ op: "close", viewer });
    }
    await run("del table; x = np.random.default_rng(0).normal(size=10_000_000)");
    const viewer = randomUUID();
    const path = ["a:x"];
    const { version } = await ask({ op: "open", viewer, path, slice: null, frozen: false });
    const own: number[] = [];
    const ours: number[] = [];
    for (let at = 0; at < 3; at++) {
      own.push((await timed(() => run("_o = np.argsort(x, kind='stable')")))[0]);
      await run("del _o");
      // Another view each time: one that is there is not made again.
      const view: DataView = { ...PLAIN, sort: [{ column: 0, descending: at % 2 === 1 }] };
      ours.push(
        (
          await timed(() =>
            ask({ op: "page", viewer, path, version, view, from: 0, count: 100, columns: [0] }),
          )
        )[0],
      );
    }
    report("10,000,000 floats sorted by the kernel itself (argsort, stable)", own);
    report("the same by a viewer, with its first page", ours);
    const summaries = [
      (await timed(() => ask({ op: "summary", viewer, path, version, view: PLAIN, column: 0 })))[0],
    ];
    report("summary of a column of 10,000,000 floats", summaries);
    await run("for n in range(1000): globals()[f'v{n}'] = [n] * 10");
    const lists: number[] = [];
    let newest = 0;
    let told = () => {};
    client.open("variables").onMessage = ({ json }) => {
      const message = json as VariablesToClient;
      if (message.type !== "list" || message.asOf === undefined || message.asOf.running) return;
      newest = message.asOf.executionCount;
      told();
    };
    for (let at = 0; at < 10; at++) {
      const before = newest;
      await run(`v1 = ${at}`);
      const isListed = async () => {
        while (newest <= before)
          await new Promise<void>((resolve) => {
            told = resolve;
          });
      };
      lists.push((await timed(isListed))[0]);
    }
    report("list of 1,000 variables after a run has ended", lists);
  } finally {
    await host.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
