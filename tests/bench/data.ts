/**
 * Tables of ten million rows through host and ipykernel, as a viewer asks for them: the first page, the next, a sort
 * beside the kernel's own and one that is cancelled, a summary; the list of a thousand variables, and what it costs the
 * kernel; the same steps in Spyder's kernel; and the memory that such a table takes of the window.
 *
 * Environment: `TANDEM_BENCH_ROWS` (10,000,000) rows; `TANDEM_BENCH_SPYDER`, a Python that has spyder-kernels, NumPy, pandas
 * and polars: without it Spyder's steps are left out.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import type {
  DataAnswer,
  DataAnswerOf,
  DataQuestion,
  DataToClient,
  DataView,
} from "../../preload/contract/data";
import type { LogRecord } from "../../preload/contract/records";
import type { VariablesToClient } from "../../preload/contract/variables";
import { expect, type Tandem } from "../e2e/app";
import { repository } from "../e2e/app-process";
import { enter, idle } from "../e2e/shells";
import type { TestClient } from "../process/attached-client";
import { TestHost } from "../process/kernel-host-fixture";
import { run as runBench, withWindow } from "./probe/bench-window";
import { processorMs, residentBytes } from "./probe/kernel-work";
import { load, mb, say } from "./probe/report";
import { heapBytes } from "./probe/window-probe";

const ROWS = Number(process.env.TANDEM_BENCH_ROWS ?? 10_000_000);
const ROUNDS = 20;
const LISTS = 10;
/** A busy kernel is watched for so long, in s. */
const WATCHED = 6;
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

/** Runs code, and resolves with what it printed when it has ended. */
function runner(client: TestClient) {
  const waiting = new Map<string, (printed: string) => void>();
  const printed = new Map<string | null, string>();
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  client.open("log", { epoch: null, from: 0 }).onMessage = ({ json }) => {
    for (const record of (json as { records?: LogRecord[] }).records ?? []) {
      if (record.kind === "stream")
        printed.set(record.parent, (printed.get(record.parent) ?? "") + record.text);
      if (record.kind === "request_end") waiting.get(record.msgId)?.(printed.get(record.msgId) ?? "");
      if (record.kind === "life" && record.event === "ready") isReady();
    }
  };
  const shell = client.open("shell");
  shell.onMessage = () => {};
  const run = (code: string) =>
    new Promise<string>((resolve) => {
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
    given?: AbortSignal,
  ): Promise<DataAnswerOf<Op>> {
    for (;;) {
      if (question.op !== "cancel" && given?.aborted) throw new Error("cancelled");
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

type Ask = ReturnType<typeof asker>;
type Run = ReturnType<typeof runner>["run"];
interface Kernel {
  readonly ask: Ask;
  readonly run: Run;
  readonly client: TestClient;
  readonly pid: number;
}

/** What was measured in ms, and what the kernel took of the processor for all of it. */
async function working<T>({ pid }: Kernel, work: () => Promise<T>): Promise<[number, number, T]> {
  const before = await processorMs(pid);
  const [took, result] = await timed(work);
  return [took, (await processorMs(pid)) - before, result];
}

async function pages(kernel: Kernel): Promise<void> {
  const { ask, run } = kernel;
  const makes = {
    NumPy: `np.zeros((${ROWS}, 20))`,
    pandas: `pd.DataFrame(np.zeros((${ROWS}, 20)), columns=[f'c{n}' for n in range(20)])`,
    polars: `pl.DataFrame({f'c{n}': np.zeros(${ROWS}) for n in range(20)})`,
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
    report(`${library}: first page of ${ROWS} x 20, with its columns`, [first]);
    const next: number[] = [];
    const [, took] = await working(kernel, async () => {
      for (let at = 1; at <= ROUNDS; at++)
        next.push((await timed(() => page(version, at * Math.floor(ROWS / 25))))[0]);
    });
    report(`${library}: next page, 1,600 cells`, next);
    report("  of it the kernel's own time, processor", [took / ROUNDS]);
    await ask({ op: "close", viewer });
  }
  await run("del table");
}

async function sorts(kernel: Kernel): Promise<void> {
  const { ask, run } = kernel;
  await run(`x = np.random.default_rng(0).normal(size=${ROWS})`);
  const viewer = randomUUID();
  const path = ["a:x"];
  const { version } = await ask({ op: "open", viewer, path, slice: null, frozen: false });
  const sorted = (descending: boolean, signal?: AbortSignal) =>
    ask(
      {
        op: "page",
        viewer,
        path,
        version,
        view: { ...PLAIN, sort: [{ column: 0, descending }] },
        from: 0,
        count: 100,
        columns: [0],
      },
      signal,
    );
  const own: number[] = [];
  const ours: number[] = [];
  let ownWork = 0;
  let ourWork = 0;
  // Another view each time: one that is there is not made again.
  for (const descending of [false, true, false]) {
    const [took, work] = await working(kernel, () => run("_o = np.argsort(x, kind='stable')"));
    await run("del _o");
    own.push(took);
    ownWork += work;
    const [tookOurs, workOurs] = await working(kernel, () => sorted(descending));
    ours.push(tookOurs);
    ourWork += workOurs;
  }
  report(`${ROWS} floats sorted by the kernel itself (argsort, stable)`, own);
  report("the same by a viewer, with its first page", ours);
  say("  in times of the kernel's own, by the processor", (ourWork / ownWork).toFixed(2));
  const stop = new AbortController();
  const given = sorted(true, stop.signal).catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop.abort();
  const [cancelled] = await timed(() => ask({ op: "cancel", viewer }));
  const [page] = await timed(() =>
    ask({ op: "page", viewer, path, version, view: PLAIN, from: 0, count: 100, columns: [0] }),
  );
  await given;
  report("a sort is cancelled: that is answered, the plain page after it", [cancelled, page]);
  const [summary] = await timed(() => ask({ op: "summary", viewer, path, version, view: PLAIN, column: 0 }));
  report(`summary of a column of ${ROWS} floats`, [summary]);
  await ask({ op: "close", viewer });
  await run("del x");
}

/** The longest time for which a loop of the kernel's did not go on, in ms. */
const GAPS = `import time as _t
def _gaps(seconds):
    clock = _t.perf_counter
    end, last, worst = clock() + seconds, clock(), 0.0
    while last < end:
        now = clock()
        if now - last > worst: worst = now - last
        last = now
    return worst * 1000
print(_gaps(${WATCHED}))`;

async function lists(kernel: Kernel): Promise<void> {
  const { run, client } = kernel;
  await run("for n in range(1000): globals()[f'v{n}'] = [n] * 10");
  const [, plain] = await working(kernel, async () => {
    for (let at = 0; at < LISTS; at++) await run(`v1 = -${at}`);
  });
  const alone = Number(await run(GAPS));
  let newest = 0;
  let told = () => {};
  client.open("variables").onMessage = ({ json }) => {
    const message = json as VariablesToClient;
    if (message.type !== "list" || message.asOf === undefined || message.asOf.running) return;
    newest = message.asOf.executionCount;
    told();
  };
  const times: number[] = [];
  const [, watched] = await working(kernel, async () => {
    for (let at = 0; at < LISTS; at++) {
      const before = newest;
      await run(`v1 = ${at}`);
      const isListed = async () => {
        while (newest <= before)
          await new Promise<void>((resolve) => {
            told = resolve;
          });
      };
      times.push((await timed(isListed))[0]);
    }
  });
  report("list of 1,000 variables after a run has ended", times);
  say("  the kernel's work for one, processor", `${((watched - plain) / LISTS).toFixed(1)} ms`);
  const gap = Number(await run(GAPS));
  say(
    `the longest pause of a loop in ${WATCHED} s, nobody looking; looked at`,
    `${alone.toFixed(1)} ms; ${gap.toFixed(1)} ms`,
  );
}

/** The same steps by Spyder's own functions. */
function spyder(): void {
  const python = process.env.TANDEM_BENCH_SPYDER;
  if (!python) return say("Spyder", "left out", "TANDEM_BENCH_SPYDER names no Python with spyder-kernels");
  const program = path.join(repository, "tests/bench/probe/spyder.py");
  const found = JSON.parse(execFileSync(python, [program, String(ROWS)], { encoding: "utf8" })) as Record<
    string,
    number | string
  >;
  const name = `Spyder (spyder-kernels ${found.version})`;
  for (const library of ["NumPy", "pandas", "polars"]) {
    const took = found[library];
    if (typeof took !== "number")
      say(`${name}, ${library}: the table`, `failed: ${found[`${library} failed`]}`);
    else {
      report(`${name}, ${library}: the table moved to the window`, [took]);
      say("  which is then its copy of", mb(Number(found[`${library} bytes`])));
    }
  }
  report(`${name}: sort of that copy (pandas)`, [Number(found.sort)]);
  report(`${name}: list of 1,000 variables, the kernel alone`, [Number(found.list)]);
}

/** What a table takes of the window's memory. */
async function window(tandem: Tandem): Promise<void> {
  const { page, electron } = tandem;
  const rendererPid = await electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
  await enter(
    tandem,
    `import numpy as np, pandas as pd; table = pd.DataFrame(np.zeros((${ROWS}, 20)), columns=[f"c{n}" for n in range(20)])`,
  );
  await idle(tandem);
  await tandem.command("Workspace");
  const row = page.getByRole("treegrid", { name: "Variables" }).getByRole("row", { name: "table" });
  await expect(row).toBeVisible();
  const heap = await heapBytes(page);
  const resident = await residentBytes(rendererPid);
  await row.dblclick();
  const grid = page.getByRole("grid", { name: "Data: table" });
  await expect(grid.getByRole("gridcell").first()).toHaveText(/^0/);
  for (let at = 1; at <= 60; at++) {
    await page.getByRole("textbox", { name: "Go to row" }).fill(String(at * Math.floor(ROWS / 61)));
    await page.keyboard.press("Enter");
    await page.keyboard.press(at % 2 === 0 ? "End" : "Home");
    await expect(grid.locator("[data-current]")).toHaveText(/^0/);
  }
  say("window, 60 places of the table looked at: heap for it", mb((await heapBytes(page)) - heap));
  say("  resident memory of its process for it", mb((await residentBytes(rendererPid)) - resident));
}

runBench(async () => {
  console.log(`load ${load()}`);
  const host = await TestHost.start();
  try {
    const client = await host.attach();
    const { run, ready } = runner(client);
    await ready;
    await run("import numpy as np, pandas as pd, polars as pl, os");
    const pid = Number(await run("print(os.getpid())"));
    const kernel: Kernel = { ask: asker(client), run, client, pid };
    await pages(kernel);
    await sorts(kernel);
    await lists(kernel);
  } finally {
    await host.dispose();
  }
  spyder();
  await withWindow(window);
  console.log(`load ${load()}`);
});
