import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { LIVENESS } from "../../preload/contract/limits";
import { SelfWatch } from "./self-watch";

const stops: number[] = [];
let watch: SelfWatch | undefined;
afterEach(() => {
  watch?.dispose();
  stops.length = 0;
});

function begin(platform?: NodeJS.Platform): void {
  watch = new SelfWatch((ms) => stops.push(ms), platform);
  watch.busy = true;
}

/** The thread stands still and uses no processor, as while it waits for a busy disk or a busy machine. */
function stall(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LIVENESS.selfStoppedMs + 300);
}

/** Until the late tick was judged. */
async function judged(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await wait(10);
}

test.skipIf(process.platform === "win32")("a thread that stood still was not stopped", async () => {
  begin();
  stall();
  await judged();
  expect(stops).toEqual([]);
});

test.skipIf(process.platform === "win32")(
  "a process that was continued after a gap was stopped",
  async () => {
    begin();
    stall();
    // The handler of a delivered signal runs after the late tick, in the same turn.
    process.kill(process.pid, "SIGCONT");
    await judged();
    expect(stops).toHaveLength(1);
    expect(stops[0]).toBeGreaterThan(LIVENESS.selfStoppedMs);
  },
);

test("where no signal tells, time without the processor's counts", async () => {
  begin("win32");
  stall();
  await judged();
  expect(stops).toHaveLength(1);
});
