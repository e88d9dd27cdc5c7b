/**
 * `npm run bench [-- name]`: the measurements in tests/bench, each *.ts there a program that prints what it measured.
 *
 * They are bundled as the kernel-host is and run on the same binary, Electron as plain Node, so that what they time is
 * what the app does.
 */
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleProgram, withEverythingBuilt } from "./programs.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { ensureDriver, ensurePeers } from "./setup/peers.mjs";
import { repository } from "./setup/places.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command, Stop } from "./setup/say.mjs";

/** The bare Monaco that `bench editor` types in beside Tandem's own editor, as a program in out/bench/bare. */
async function bundleBareMonaco() {
  const esbuild = await import("esbuild");
  const from = path.join(repository, "tests/bench/probe/bare");
  const outdir = path.join(repository, "out/bench/bare");
  await Promise.all([
    esbuild.build({
      entryPoints: [path.join(from, "main.ts")],
      outdir,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      external: ["electron"],
    }),
    esbuild.build({
      entryPoints: {
        page: path.join(from, "page.ts"),
        "editor.worker": "monaco-editor/editor/editor.worker.js",
      },
      absWorkingDir: repository,
      outdir,
      bundle: true,
      minify: true,
      format: "iife",
      target: "chrome130",
      define: { "process.env.NODE_ENV": '"production"' },
      loader: { ".ttf": "file", ".woff2": "file", ".svg": "file" },
    }),
  ]);
  await writeFile(
    path.join(outdir, "package.json"),
    JSON.stringify({ name: "bare", version: "1.0.0", main: "main.js" }),
  );
  await writeFile(
    path.join(outdir, "index.html"),
    '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css"><body><script src="page.js"></script>',
  );
}

const PEERS = "peers.ts";

/** What the bench "peers" is told of the programs that could be had. TANDEM_BENCH_PEER: only those whose name has that. */
async function environmentOfPeers() {
  const driver = await ensureDriver();
  return {
    TANDEM_PEERS: JSON.stringify({ ...driver, ...(await ensurePeers(process.env.TANDEM_BENCH_PEER)) }),
  };
}

await command(async () => {
  const wanted = process.argv[2] ?? "";
  const folder = path.join(repository, "tests/bench");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ts"));
  // The other programs are a download, and half an hour: only by its name.
  const chosen = names.filter((name) => name.includes(wanted) && (name !== PEERS || wanted !== ""));
  if (chosen.length === 0) throw new Stop(`There is no tests/bench/*${wanted}*.ts to run.`);

  return withEverythingBuilt(async (env) => {
    const { binary } = await ensureElectron();
    if (chosen.includes("editor.ts")) await bundleBareMonaco();
    const more = chosen.includes(PEERS) ? await environmentOfPeers() : {};
    let failed = 0;
    for (const name of chosen) {
      const program = await bundleProgram(`bench/${name}`);
      console.log(`\n== ${path.parse(name).name}`);
      const code = await runInForeground(binary, [program], {
        env: { ...env, ...more, ELECTRON_RUN_AS_NODE: "1" },
      });
      if (code !== 0) failed++;
    }
    return failed === 0 ? 0 : 1;
  });
});
