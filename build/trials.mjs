/**
 * `npm run trials [-- --seed N] [--part F] [--only WORDS] [--report FILE]`: plays what others wrote, the examples,
 * docstrings, snippets, texts and notebooks of well-known packages, in the real app, and compares each cell with what
 * jupyter_client alone receives. `--random --seed N --minutes M` plays commands, keys, clicks and code by the seed.
 *
 * Ends with a summary, and with a code other than 0 when something froze, doubled, was lost or threw.
 */
import { bundleProgram, withEverythingBuilt } from "./programs.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";
import { ensureTrials } from "./setup/trials.mjs";

await command(async () => {
  const args = process.argv.slice(2);
  const random = args.includes("--random");
  const trials = random ? {} : await ensureTrials();
  return withEverythingBuilt(async (env) => {
    const program = await bundleProgram(random ? "trials/random-run.ts" : "trials/run.ts");
    const more = args.filter((arg) => arg !== "--random");
    return runInForeground(process.execPath, [program, ...more], { env: { ...env, ...trials } });
  });
});
