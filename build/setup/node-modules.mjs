/** The libraries in `node_modules`: as the lock file says, installed again only when it has changed. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "./places.mjs";
import { npm, runInForeground } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const stamp = path.join(repository, "node_modules/.tandem-lock");

export async function ensureNodeModules() {
  const lock = await readFile(path.join(repository, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;

  say("Installing the libraries that package-lock.json names (npm ci) ...");
  const [program = "", ...first] = npm;
  const code = await runInForeground(program, [...first, "ci", "--loglevel=error"], { stdoutToStderr: true });
  if (code !== 0) throw new Stop(`npm ci ended with code ${code}.`);
  await writeFile(stamp, wanted);
}
