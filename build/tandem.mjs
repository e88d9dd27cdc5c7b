#!/usr/bin/env node
/** `npm run -s tandem -- COMMAND ...`: the command line, from the repository; it is built where it is missing. */
import { existsSync } from "node:fs";
import path from "node:path";
import { build } from "./bundle.mjs";
import { repository } from "./setup/places.mjs";
import { kernelForTheApp } from "./setup/python-environment.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";

await command(async () => {
  const program = path.join(repository, "out/cli/tandem.js");
  const args = process.argv.slice(2);
  if (!existsSync(program)) await build();
  const kernel = args.includes("run") ? await kernelForTheApp() : {};
  // npm runs us in the repository's root; a person names paths from where they stand.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runInForeground(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...kernel } });
});
