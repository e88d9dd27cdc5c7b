/** `npm run check`: types, lint and format, the import borders of .dependency-cruiser.cjs, the texts and the patterns. */
import { readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { repository } from "./setup/places.mjs";
import { runTool } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";

const FOLDERS = ["main", "preload", "renderer", "kernel-host", "tests", "build"];

/** Runs every check, also after one that fails. @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  await ensureNodeModules();
  const folders = (await readdir(repository)).filter((name) => FOLDERS.includes(name));
  /** @type {[string, string, string[]][]} */
  const checks = [
    ["types", "typescript/bin/tsc", []],
    ["lint and format", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]],
    ["import borders", "dependency-cruiser/bin/dependency-cruise.mjs", folders],
  ];
  const result = { passed: 0, failed: 0 };
  for (const [name, tool, args] of checks) {
    const good = (await runTool(tool, args)) === 0;
    result[good ? "passed" : "failed"]++;
    console.log(`${good ? "ok" : "FAILED"}: ${name}`);
  }
  // Needs TypeScript, which may have been installed just now.
  const { checkTexts } = await import("./texts.mjs");
  const { checkPatterns } = await import("./patterns.mjs");
  for (const [name, isGood] of /** @type {const} */ ([
    ["texts", checkTexts],
    ["patterns", checkPatterns],
  ])) {
    const good = await isGood();
    result[good ? "passed" : "failed"]++;
    console.log(`${good ? "ok" : "FAILED"}: ${name}`);
  }
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await command(async () => ((await check()).failed === 0 ? 0 : 1));
}
