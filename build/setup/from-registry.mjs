/** A package of the npm registry as it lies there, for what is in it: checked, not installed. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { hear, npm } from "./run.mjs";
import { Stop } from "./say.mjs";

/**
 * @param {string} name with its version: "name@1.2.3"
 * @param {string} integrity as the registry tells it: "sha512-…"
 * @param {string} folder where it goes
 * @returns {Promise<string>} its tarball
 * @throws {Stop} when it cannot be had, or is another than it was
 */
export async function fetchPackage(name, integrity, folder) {
  const [program = "npm", ...first] = npm;
  const { code, stdout, stderr } = await hear(program, [
    ...first,
    "pack",
    name,
    "--silent",
    "--pack-destination",
    folder,
  ]);
  if (code !== 0) throw new Stop(`npm could not fetch ${name}: ${stderr.trim()}`);
  const tarball = path.join(folder, stdout.trim());
  const hash = createHash("sha512");
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest("base64")}` !== integrity)
    throw new Stop(`${name} is not what it was: its hash differs.`);
  return tarball;
}
