/** The runtime that this copy of the app gives its kernel-hosts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { unawaited } from "../floor/failures";
import { type HostRuntime, lastingRuntime, removeUnusedRuntimes } from "./host-runtime";

/** @param folder where copies of the runtime are kept, where one is needed */
export async function hostRuntime(folder: string, log: (line: string) => void): Promise<HostRuntime> {
  const own = { execPath: process.execPath, script: hostScript() };
  const runtime = await lastingRuntime(own, app.isPackaged, folder, app.getVersion(), log);
  unawaited("removing unused runtimes", removeUnusedRuntimes(folder, app.getVersion()));
  return runtime;
}

/** A packaged app has the host outside of its archive, which a plain Node program and a native addon cannot live in. */
function hostScript(): string {
  const script = join(app.getAppPath(), "out/kernel-host/host.js");
  const unpacked = script.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  return existsSync(unpacked) ? unpacked : script;
}
