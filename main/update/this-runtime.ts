/** The runtime that this copy of the app gives its kernel-hosts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { copyRuntime, type HostRuntime, needsCopy, removeUnusedRuntimes } from "./host-runtime";

/**
 * The app's own program, or where it has to be a copy of it, made at the first start of a version (a second or two).
 * @param folder where copies are kept
 */
export async function hostRuntime(folder: string, log: (line: string) => void): Promise<HostRuntime> {
  const own = { execPath: process.execPath, script: hostScript() };
  if (!needsCopy(process.platform, app.isPackaged, process.env.APPIMAGE)) return own;
  try {
    const runtime = await copyRuntime(own, folder, app.getVersion());
    void removeUnusedRuntimes(folder, app.getVersion());
    return runtime;
  } catch (error) {
    log(
      `kernels do not outlive this run of the app: their runtime could not be copied to ${folder}: ${error}`,
    );
    return own;
  }
}

/** A packaged app has the host outside of its archive, which a plain Node program and a native addon cannot live in. */
function hostScript(): string {
  const script = join(app.getAppPath(), "out/kernel-host/host.js");
  const unpacked = script.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  return existsSync(unpacked) ? unpacked : script;
}
