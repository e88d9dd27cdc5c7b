/**
 * `npm run bench [-- name]`: the measurements in tests/bench, each *.ts there a program that prints what it measured.
 *
 * They are bundled as the kernel-host is and run on the same binary, Electron as plain Node, so that what they time is
 * what the app does.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { bundleProgram, withEverythingBuilt } from "./programs.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command, Stop } from "./setup/say.mjs";

await command(async () => {
  const wanted = process.argv[2] ?? "";
  const folder = path.join(repository, "tests/bench");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ts"));
  const chosen = names.filter((name) => name.includes(wanted));
  if (chosen.length === 0) throw new Stop(`There is no tests/bench/*${wanted}*.ts to run.`);

  return withEverythingBuilt(async (env) => {
    const { binary } = await ensureElectron();
    let failed = 0;
    for (const name of chosen) {
      const program = await bundleProgram(`bench/${name}`);
      console.log(`\n== ${path.parse(name).name}`);
      const code = await runInForeground(binary, [program], { env: { ...env, ELECTRON_RUN_AS_NODE: "1" } });
      if (code !== 0) failed++;
    }
    return failed === 0 ? 0 : 1;
  });
});
