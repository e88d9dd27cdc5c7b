/** koffi's addon for Windows, for machines that are no Windows: npm installs it only there. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fetchPackage } from "./from-registry.mjs";
import { makeOnce } from "./make-once.mjs";
import { cache, repository } from "./places.mjs";
import { hear } from "./run.mjs";

/**
 * The addon of the version that package-lock.json names, in the cache.
 * @param {string} arch @returns {Promise<string>}
 * @throws {import("./say.mjs").Stop} where it cannot be had
 */
export async function ensureKoffiForWindows(arch) {
  const name = `@koromix/koffi-win32-${arch}`;
  const { packages } = JSON.parse(await readFile(path.join(repository, "package-lock.json"), "utf8"));
  const { version, integrity } = packages[`node_modules/${name}`];
  const folder = path.join(cache, `koffi-win32-${arch}-${version}`);
  await makeOnce(folder, async (own) => {
    const tarball = await fetchPackage(`${name}@${version}`, integrity, own);
    const { code, stderr } = await hear("tar", ["-xzf", tarball, "-C", own]);
    if (code !== 0) throw new Error(`tar: ${stderr}`);
  });
  return path.join(folder, `package/win32_${arch}/koffi.node`);
}
