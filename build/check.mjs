/**
 * `npm run check`: types, lint and format, the import borders of .dependency-cruiser.cjs, the texts, the patterns
 * and the length of files.
 */
import { pathToFileURL } from "node:url";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { runTool } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";

/** Runs every check, also after one that fails. @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  await ensureNodeModules();
  /** @type {[string, string, string[]][]} */
  const checks = [
    ["types", "typescript/bin/tsc", []],
    ["lint and format", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]],
  ];
  const result = { passed: 0, failed: 0 };
  for (const [name, tool, args] of checks) {
    const good = (await runTool(tool, args)) === 0;
    result[good ? "passed" : "failed"]++;
    console.log(`${good ? "ok" : "FAILED"}: ${name}`);
  }
  // These need libraries, which may have been installed just now.
  const { checkBorders } = await import("./borders.mjs");
  const { checkLengths } = await import("./lengths.mjs");
  const { checkTexts } = await import("./texts.mjs");
  const { checkPatterns } = await import("./patterns.mjs");
  for (const [name, isGood] of /** @type {const} */ ([
    ["import borders", checkBorders],
    ["texts", checkTexts],
    ["patterns", checkPatterns],
    ["lengths", checkLengths],
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
