/** `npm run trials`: see build/trials.mjs, which sets up what this program finds in its environment. */
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../chaos/random";
import type { Tandem } from "../e2e/app";
import { playAlone } from "./alone";
import { withApp } from "./app-of-trials";
import { playLives } from "./cell-trials";
import { choose, type Piece } from "./cells";
import { environmentFolders } from "./compare";
import { KERNEL_ENV } from "./kernel-env";

/** So many kernels are played in one start of the app. */
const LIVES_OF_AN_APP = 12;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      part: { type: "string", default: "1" },
      only: { type: "string" },
      report: { type: "string", default: path.join(os.tmpdir(), "tandem-trials.json") },
    },
  });
  const { TANDEM_TRIALS_PYTHON: python, TANDEM_TRIALS_CACHE: cache } = process.env;
  if (!python || !cache) throw new Error("run this by `npm run trials`");
  const material = JSON.parse(await readFile(path.join(cache, "material.json"), "utf8")) as Piece[];
  const chosen = material.filter(
    ({ source, file }) => !values.only || `${source} ${file}`.includes(values.only),
  );
  const lives = choose(chosen, new Random(values.seed), Number(values.part));
  const cells = lives.reduce((sum, life) => sum + life.cells.length, 0);
  console.log(`seed ${values.seed}: ${cells} cells in ${lives.length} kernels`);

  const settings = path.join(cache, "home");
  await mkdir(settings, { recursive: true });
  const env = { ...KERNEL_ENV, MPLCONFIGDIR: path.join(settings, "matplotlib") };
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "tandem-alone-")));
  const started = Date.now();
  const codes = lives.map((life) => life.cells.map(({ code }) => code));
  const surroundings = {
    python,
    env: { ...process.env, ...env, HOME: folder, IPYTHONDIR: path.join(folder, ".ipython") },
    folder,
    kept: path.join(cache, "alone"),
  };
  const environment = await environmentFolders(python);
  const alone = await playAlone(codes, surroundings);

  const total = { played: 0, left: 0, findings: [] as unknown[] };
  for (let at = 0; at < lives.length; at += LIVES_OF_AN_APP) {
    const some = lives.slice(at, at + LIVES_OF_AN_APP);
    const play = (tandem: Tandem) => {
      const folders = [tandem.folder, tandem.home, folder, ...environment];
      return playLives(tandem, some, alone.slice(at, at + LIVES_OF_AN_APP), folders, console.log);
    };
    const tally = await withApp(env, play, (words) => {
      console.log(`  the app did not end well: ${words}`);
      total.findings.push({ kind: "bad end", cell: some.at(-1)?.cells.at(-1)?.name, words });
    });
    total.played += tally.played;
    total.left += tally.left;
    total.findings.push(...tally.findings);
    const seconds = Math.round((Date.now() - started) / 1000);
    await writeFile(
      values.report,
      JSON.stringify({ seed: values.seed, part: values.part, seconds, ...total }, null, 1),
    );
  }
  await rm(folder, { recursive: true, force: true });
  console.log(`${total.played} cells played, ${total.left} not compared, ${total.findings.length} findings`);
  console.log(`The report is in ${values.report}`);
  process.exitCode = total.played > 0 && total.findings.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
