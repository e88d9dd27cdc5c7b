/** Clocks that jump, under a host that goes by them. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check } from "./stage";

const DAY = 24 * 3600 * 1000;

/** A fault whose host reads its clock through `tests/chaos/kernels/jumping-clock.cjs`. */
function jumps(
  kind: string,
  offsets: (random: { int(low: number, high: number): number }) => number[],
): Fault {
  return {
    kind,
    run: async (stage) => {
      const host = await stage.prepare();
      const file = path.join(host.root, "clock");
      await writeFile(file, "0");
      const clock = path.join(process.cwd(), "tests/chaos/kernels/jumping-clock.cjs");
      const hostEnv = { NODE_OPTIONS: `--require ${clock}`, CHAOS_CLOCK: file };
      await host.launch({ hostEnv });
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(16_000, STEADY));
      for (const offset of offsets(stage.random)) {
        await stage.moment(200, 600);
        await writeFile(file, String(offset));
      }
      const records = await stage.settle(host, client, production);
      check(
        client.life("unresponsive").length === 0,
        "a jump of the clock was taken for an unresponsive kernel",
      );
      check(client.life("output may be missing").length === 0, "a jump of the clock was taken for a stop");
      const times = records.map(({ time }) => time);
      check(Math.max(...times) - Math.min(...times) > DAY / 2, "the clock of the host has not jumped");
      await stage.settle(host, client, await stage.produce(client, stage.production(500)));
    },
  };
}

export const clockFaults: readonly Fault[] = [
  jumps("clock-jumps-ahead", () => [DAY, 400 * DAY]),
  jumps("clock-jumps-back", () => [-DAY, -400 * DAY]),
  jumps("clock-jumps-about", (random) => Array.from({ length: 6 }, () => random.int(-5, 5) * DAY)),
];
