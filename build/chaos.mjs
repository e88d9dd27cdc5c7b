/**
 * `npm run chaos [-- --seed N] [--only KIND] [--subset]`: the faults in tests/chaos, played on the real programs.
 *
 * Ends with a line `N faults, N survived, N bytes lost`, and with a code other than 0 when one was not survived.
 */
import path from "node:path";
import { zeromqAddon } from "./bundle/zeromq-addon.mjs";
import { build } from "./bundle.mjs";
import { startVirtualDisplay } from "./setup/display.mjs";
import { repository } from "./setup/places.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";
import { setUpTests } from "./setup/tests.mjs";

await command(async () => {
  const env = { ...process.env, ...(await setUpTests({ app: true, display: true })) };
  await build();
  const outfile = path.join(repository, "out/chaos/run.js");
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [path.join(repository, "tests/chaos/run.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: true,
    define: { "import.meta.dirname": "__dirname" },
    external: ["playwright", "playwright/test"],
    plugins: [zeromqAddon()],
  });
  const display = await startVirtualDisplay();
  try {
    return await runInForeground(process.execPath, [outfile, ...process.argv.slice(2)], {
      env: { ...env, ...display.env },
    });
  } finally {
    await display.stop();
  }
});
