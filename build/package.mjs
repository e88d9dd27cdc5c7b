/**
 * `npm run package [-- --version 0.1.1] [--quick] [--dir] [--only KINDS]`: the app as people install it, in dist/.
 *
 *     Linux     .deb, .rpm, .tar.gz, .zip and, where its runtime can be had, an AppImage
 *     Windows   an installer (NSIS) and a .zip        macOS   a .dmg and a .zip
 *
 * with SHA256SUMS and a bill of materials. --quick compresses little, for tests; --dir makes only the folder with the
 * app; --only deb,rpm,archives,appimage makes only these; --version packages as another version than package.json's.
 */
import { mkdir, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build } from "./bundle.mjs";
import { makeArchives } from "./package/archives.mjs";
import { megabytes, writeChecksums } from "./package/checksums.mjs";
import { makeDeb } from "./package/deb.mjs";
import { appImageWanted, packAppImage, packFolder, packForThisSystem } from "./package/electron-app.mjs";
import { glibcMinorOf } from "./package/glibc.mjs";
import { drawIcons } from "./package/icons.mjs";
import { completeAppFolder } from "./package/linux-tree.mjs";
import { ensurePackTools } from "./package/pack-with.mjs";
import { buildResources, outputFolder, workFolder } from "./package/places.mjs";
import { makeRpm } from "./package/rpm.mjs";
import { writeSbom } from "./package/sbom.mjs";
import { sizeOf, sourceDate } from "./package/source-date.mjs";
import { stage, versionOf } from "./package/stage.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { command, say } from "./setup/say.mjs";

await command(async () => {
  const { values } = parseArgs({
    options: {
      version: { type: "string" },
      quick: { type: "boolean" },
      dir: { type: "boolean" },
      only: { type: "string" },
    },
  });
  const version = await versionOf(values.version);
  const quick = values.quick ?? false;
  const linux = process.platform === "linux";
  const { dist } = await ensureElectron();
  if (linux && !values.dir) await ensurePackTools();
  await build();
  const date = await sourceDate();
  await clearOutput();
  say(`Putting Tandem ${version} together ...`);
  await drawIcons(buildResources);
  await stage(version);

  if (!linux) {
    const files = values.dir ? [] : await packForThisSystem(dist);
    if (files.length > 0)
      console.log(await writeChecksums(outputFolder, [...files, await writeSbom(version)]));
    return;
  }
  const app = await packFolder(dist);
  const facts = { version, date, quick, glibcMinor: await glibcMinorOf(app) };
  await completeAppFolder(app, facts);
  say(
    `The app takes ${megabytes(await sizeOf(app))}; a bare Electron takes ${megabytes(await sizeOf(dist))}.`,
  );
  if (values.dir) return;

  /** @param {string} kind */
  const wanted = (kind) => values.only === undefined || values.only.split(",").includes(kind);
  /** @type {string[]} */
  const files = [];
  for (const [what, make] of /** @type {const} */ ([
    ["archives", makeArchives],
    ["deb", async (/** @type {string} */ from, /** @type {typeof facts} */ of) => [await makeDeb(from, of)]],
    ["rpm", async (/** @type {string} */ from, /** @type {typeof facts} */ of) => [await makeRpm(from, of)]],
  ])) {
    if (!wanted(what)) continue;
    say(`Making the ${what} ...`);
    files.push(...(await make(app, facts)));
  }
  if (wanted("appimage") && appImageWanted()) {
    say("Making the AppImage ...");
    files.push(...(await packAppImage(app, dist, facts)));
  } else if (wanted("appimage")) {
    say("No AppImage is made: its runtime comes from GitHub (TANDEM_APPIMAGE=1 fetches it).");
  }
  files.push(await writeSbom(version));
  await rm(workFolder, { recursive: true });
  console.log(await writeChecksums(outputFolder, files));
});
process.exit(); // with the code that is set: left to itself, a hook of electron-builder's ends a failed run with 0

async function clearOutput() {
  await rm(outputFolder, { recursive: true, force: true });
  await mkdir(outputFolder, { recursive: true });
}
