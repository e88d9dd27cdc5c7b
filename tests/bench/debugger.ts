/**
 * The debugger: how long after the kernel's own word, and after the key, a line is marked on the screen; and what code that
 * meets no breakpoint pays for a debugger that is merely ready. `TANDEM_BENCH_PYTHON` names a Python with ipykernel that is
 * measured beside the tests' own.
 */
import { randomUUID } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { expect, type Tandem } from "../e2e/app";
import { idle } from "../e2e/shells";
import { WireClient } from "../process/conformance/wire-client";
import { Debugger, plain } from "../process/debugger-client";
import { type HostOptions, TestHost } from "../process/kernel-host-fixture";
import { ipykernel, python } from "../process/programs";
import { run, withWindow } from "./probe/bench-window";
import { load, ms, say } from "./probe/report";

const STEPS = 25;
const STOPS = 15;
const ROUNDS = 9;
/** Lines of a file as long as what people write. */
const LINES = 400;

const wallClock = () => performance.timeOrigin + performance.now();
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function report(what: string, times: readonly number[]): void {
  say(what, ms(median(times)), `worst ${Math.max(...times).toFixed(0)} ms of ${times.length}`);
}

/** Where the kernel that was started last listens; its file is below the profile's folder. */
async function connectionIn(profile: string): Promise<ConnectionInfo> {
  const names = (await readdir(profile, { recursive: true }))
    .filter((each) => /(?:^|[\\/])kernel-[^\\/]*\.json$/.test(each))
    .map((each) => path.join(profile, each));
  const files = await Promise.all(names.map(async (file) => ({ file, time: (await stat(file)).mtimeMs })));
  const newest = files.sort((a, b) => a.time - b.time).at(-1)?.file ?? "";
  return JSON.parse(await readFile(newest, "utf8")) as ConnectionInfo;
}

/** From now on the window notes by the wall clock when the mark of the line where a kernel stands is painted elsewhere. */
async function watchMark(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe = { painted: [] as number[], pressed: [] as number[] };
    Object.assign(window, { markProbe: probe });
    const now = () => performance.timeOrigin + performance.now();
    addEventListener("keydown", () => probe.pressed.push(now()), { capture: true });
    const place = () => document.querySelector(".view-overlays .stopped-line")?.parentElement?.style.top;
    let before = place();
    const look = () => {
      const at = place();
      // What a frame draws is on the screen when the next one begins.
      if (at !== before && at !== undefined) requestAnimationFrame(() => probe.painted.push(now()));
      before = at;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

type Probe = { painted: number[]; pressed: number[] };
const probe = (page: Page) => page.evaluate(() => (window as unknown as { markProbe: Probe }).markProbe);

/** Does what has the kernel stop; answers what of the time was the kernel's, and what came after its word. */
async function untilMarked(page: Page, client: WireClient, act: () => Promise<unknown>) {
  const { painted } = await probe(page);
  const heard = client.heard.iopub.length;
  const stop = client.until("debugpy's word", () => {
    const said = client.heard.iopub
      .slice(heard)
      .some(({ header, content }) => header.msg_type === "debug_event" && content["event"] === "stopped");
    return said ? wallClock() : undefined;
  });
  await act();
  const said = await stop;
  await expect.poll(async () => (await probe(page)).painted.length).toBeGreaterThan(painted.length);
  const after = await probe(page);
  const at = after.painted.at(-1) ?? 0;
  return {
    kernel: said - (after.pressed.at(-1) ?? 0),
    after: at - said,
    all: at - (after.pressed.at(-1) ?? 0),
  };
}

async function marks(tandem: Tandem): Promise<void> {
  const body = Array.from({ length: LINES }, (_, at) => `    total += step * ${at}`);
  await tandem.write(
    "loop.py",
    ["def work(step):", "    total = 0", ...body, "    return total", "work(1)", ""].join("\n"),
  );
  const page = await tandem.start({ open: ["loop.py"], settings: { startKernel: true } });
  await idle(tandem);
  const client = new WireClient(await connectionIn(tandem.profile));
  try {
    await client.hearing();
    await tandem.command("Debugger");
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("F9");
    await watchMark(page);
    const stops: number[] = [];
    for (let round = 0; round < STOPS; round++) {
      const { after } = await untilMarked(page, client, () => page.keyboard.press("Control+F5"));
      stops.push(after);
      if (round === STOPS - 1) break;
      await page.keyboard.press("Shift+F5");
      await idle(tandem);
      await page.keyboard.press("Control+9");
    }
    report("stop: debugpy's word to the painted line", stops);
    const steps: { kernel: number; after: number; all: number }[] = [];
    for (let round = 0; round < STEPS; round++)
      steps.push(await untilMarked(page, client, () => page.keyboard.press("F10")));
    report(
      "step: key to the painted line",
      steps.map(({ all }) => all),
    );
    report(
      "step: of it until debugpy's word",
      steps.map(({ kernel }) => kernel),
    );
    report(
      "step: of it after debugpy's word",
      steps.map(({ after }) => after),
    );
    await page.keyboard.press("Shift+F5");
    await idle(tandem);
  } finally {
    client.close();
  }
}

/** Code of the kind that a tracer slows: calls and lines, a tenth of a second of them. */
const WORK = [
  "def inner(value):",
  "    value += 1",
  "    return value * 2",
  "import time",
  "begun = time.thread_time()",
  "total = 0",
  "for number in range(400_000):",
  "    total += inner(number)",
  "print(time.thread_time() - begun)",
].join("\n");

class Timed {
  private constructor(
    readonly host: TestHost,
    readonly client: Awaited<ReturnType<TestHost["attach"]>>,
  ) {}

  static async start(options: HostOptions): Promise<Timed> {
    const host = await TestHost.start(options);
    const client = (await host.attach()).follow();
    await client.state("idle");
    return new Timed(host, client);
  }

  /** Has its debugger stop once, and leaves it ready. @param armed what is run is to stop at a breakpoint of another file */
  async ready(armed: boolean): Promise<void> {
    const debug = new Debugger(this.client);
    const id = randomUUID();
    await this.client.shell({ type: "execute_request", id, code: "ready = 1\nready", debug: true });
    await debug.stop();
    await debug.ask({ type: "step", action: "stop" });
    await this.client.end(id);
    await this.client.state("idle");
    if (!armed) return;
    const breakpoints = [{ line: 1, text: "x = 1", enabled: true }];
    const set = { ...NO_BREAKPOINTS, files: [{ file: "/nowhere/other.py", breakpoints }] };
    await debug.ask({ type: "breakpoints", set });
    await debug.ask({ type: "atBreakpoints", on: true });
  }

  async time(): Promise<number> {
    const id = await this.client.send(WORK);
    await this.client.end(id);
    return Number(this.client.text(id));
  }
}

/** The same code in three kernels by turns: without a debugger, with one that is ready, and with one that looks for a line. */
async function factors(name: string, options: HostOptions): Promise<void> {
  const started: Timed[] = [];
  try {
    for (let at = 0; at < 3; at++) started.push(await Timed.start(options));
    const [without, ready, armed] = started as [Timed, Timed, Timed];
    await ready.ready(false);
    await armed.ready(true);
    for (const one of started) await one.time();
    const ratios: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const times = new Map<Timed, number>();
      // None is always the first: a processor that has rested is slower.
      const order = [...started.slice(round % 3), ...started.slice(0, round % 3)];
      for (const one of order) times.set(one, await one.time());
      const base = times.get(without) ?? Number.NaN;
      ratios[0].push((times.get(ready) ?? Number.NaN) / base);
      ratios[1].push((times.get(armed) ?? Number.NaN) / base);
    }
    const factor = (values: readonly number[]) => `${median(values).toFixed(2).padStart(7)} ×`;
    say(`${name}: debugger ready`, factor(ratios[0]));
    say(`${name}: breakpoint in another file`, factor(ratios[1]));
  } finally {
    for (const { host } of started) await host.dispose();
  }
}

async function main(): Promise<void> {
  console.log(`load ${load()}`);
  const [node = "", program = ""] = plain.argv ?? [];
  const kernels = [python, process.env["TANDEM_BENCH_PYTHON"]].flatMap(
    (each, at): [string, HostOptions][] => {
      if (each === undefined) return [];
      const whose = at === 0 ? "the tests' Python" : each;
      return [
        [`ipykernel, ${whose}`, { argv: [each, ...ipykernel.slice(1)] }],
        [`plain Python, ${whose}`, { ...plain, argv: [node, program, each, "{connection_file}"] }],
      ];
    },
  );
  for (const [name, options] of kernels) await factors(name, options);
  await withWindow(marks, false);
  console.log(`load ${load()}`);
}

run(main);
