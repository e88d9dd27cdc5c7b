/**
 * `npm run bench [-- name]`: the measurements in tests/bench, each *.ts there a program that prints what it measured.
 *
 * They are bundled as the kernel-host is and run on the same binary, Electron as plain Node, so that what they time is
 * what the app does.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { zeromqAddon } from "./bundle/zeromq-addon.mjs";
import { build } from "./bundle.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command, Stop } from "./setup/say.mjs";
import { setUpTests } from "./setup/tests.mjs";

await command(async () => {
  const folder = path.join(repository, "tests/bench");
  const wanted = process.argv[2] ?? "";
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ts"));
  const chosen = names.filter((name) => name.includes(wanted));
  if (chosen.length === 0) throw new Stop(`There is no tests/bench/*${wanted}*.ts to run.`);

  const env = {
    ...process.env,
    ...(await setUpTests({ app: true, display: false })),
    ELECTRON_RUN_AS_NODE: "1",
  };
  const { binary } = await ensureElectron();
  await build();
  const esbuild = await import("esbuild");
  let failed = 0;
  for (const name of chosen) {
    const outfile = path.join(repository, "out/bench", name.replace(/\.ts$/, ".js"));
    await esbuild.build({
      entryPoints: [path.join(folder, name)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      sourcemap: true,
      plugins: [zeromqAddon()],
    });
    console.log(`\n== ${path.parse(name).name}`);
    if ((await runInForeground(binary, [outfile], { env })) !== 0) failed++;
  }
  return failed === 0 ? 0 : 1;
});
