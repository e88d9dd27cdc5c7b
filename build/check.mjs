/**
 * `npm run check`: types, lint and format, the import borders of .dependency-cruiser.cjs, the texts, the patterns,
 * the length of files, and which feature styles a class.
 */
import { pathToFileURL } from "node:url";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { repository } from "./setup/places.mjs";
import { hear, runTool } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";

/** Runs every check, also after one that fails. @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  await ensureNodeModules();
  const result = { passed: 0, failed: 0 };
  /** @param {string} name @param {boolean} good */
  const say = (name, good) => {
    result[good ? "passed" : "failed"]++;
    console.log(`${good ? "ok" : "FAILED"}: ${name}`);
  };
  // It takes one core as long as the others take another one.
  const tsc = `${repository}/node_modules/typescript/bin/tsc`;
  const types = hear(process.execPath, [tsc, "--pretty"]);
  say("lint and format", (await runTool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"])) === 0);
  // These need libraries, which may have been installed just now.
  const { checkBorders } = await import("./borders.mjs");
  const { checkLengths } = await import("./lengths.mjs");
  const { checkStyleOwners } = await import("./style-owners.mjs");
  const { checkTexts } = await import("./texts.mjs");
  const { checkPatterns } = await import("./patterns.mjs");
  for (const [name, isGood] of /** @type {const} */ ([
    ["import borders", checkBorders],
    ["texts", checkTexts],
    ["patterns", checkPatterns],
    ["lengths", checkLengths],
    ["owners of styles", checkStyleOwners],
  ]))
    say(name, await isGood());
  const { code, stdout, stderr } = await types;
  process.stdout.write(stdout + stderr);
  say("types", code === 0);
  // The app is tested on another Electron where the pinned one is out of reach: it has to be right for both.
  const older = await hear(process.execPath, [
    tsc,
    "--pretty",
    "-p",
    `${repository}/tsconfig.electron-33.json`,
  ]);
  process.stdout.write(older.stdout + older.stderr);
  say("types with Electron 33", older.code === 0);
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await command(async () => ((await check()).failed === 0 ? 0 : 1));
}
