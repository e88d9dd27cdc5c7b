/**
 * `npm run chaos [-- --seed N] [--only KIND] [--subset]`: the faults in tests/chaos, played on the real programs.
 *
 * Ends with a line `N faults, N survived, N bytes lost`, and with a code other than 0 when one was not survived.
 */
import { bundleProgram, withEverythingBuilt } from "./programs.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";

await command(() =>
  withEverythingBuilt(async (env) => {
    const program = await bundleProgram("chaos/run.ts");
    return runInForeground(process.execPath, [program, ...process.argv.slice(2)], { env });
  }),
);
