/** `npm run chaos [-- --seed N] [--only KIND] [--subset]`: plays the faults and tells what came of each. */
import { parseArgs } from "node:util";
import type { Fault } from "./fault";
import { faults } from "./faults";
import { line, play, type Result } from "./suite";
import { windowFaults } from "./window";

/** Why a fault cannot be tried on this machine, or undefined. */
function impossible({ needs }: Fault): string | undefined {
  if (needs === "root" && (process.platform !== "linux" || process.getuid?.() !== 0)) {
    return "needs root on Linux, to mount a small file system";
  }
  if (needs === "display" && process.platform === "linux" && !process.env.DISPLAY) return "needs a display";
  return undefined;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string" }, only: { type: "string" }, subset: { type: "boolean" } },
  });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is not a whole number`);
  const chosen = [...faults, ...windowFaults].filter(
    ({ kind, subset }) =>
      (values.only === undefined || kind.includes(values.only)) && (!values.subset || subset === true),
  );
  if (chosen.length === 0) throw new Error(`there is no fault ${values.only}`);
  const results: Result[] = [];
  for (const fault of chosen) {
    const reason = impossible(fault);
    if (reason !== undefined) {
      console.log(`${fault.kind.padEnd(38)}  not possible here: ${reason}`);
      continue;
    }
    const result = await play(fault, seed);
    results.push(result);
    console.log(line(result));
  }
  const survived = results.filter((result) => result.survived).length;
  const lost = results.reduce((sum, result) => sum + result.lost, 0);
  console.log(`${results.length} faults, ${survived} survived, ${lost} bytes lost`);
  process.exitCode = results.length > 0 && survived === results.length ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
