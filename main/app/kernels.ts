/** The kernels' part of the app, put together from the profile and the system's places. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { app } from "electron";
import { jupyterRuntimeFolder } from "../kernels/discovery/jupyter-folders";
import { KernelCatalog } from "../kernels/discovery/kernel-catalog";
import { socketFolderOf } from "../kernels/socket-folder";
import { Supervisor } from "../kernels/supervisor";
import type { Log } from "./app-log";
import type { Profile } from "./profile";

export interface Kernels {
  readonly catalog: KernelCatalog;
  readonly supervisor: Supervisor;
  /** The sessions that ran on since an earlier run of the app are in the supervisor's list. */
  readonly takenOver: Promise<void>;
}

export function setUpKernels(profile: Profile, version: string, log: Log): Kernels {
  const surroundings = { platform: process.platform, env: process.env, home: homedir() };
  const sockets = socketFolderOf(profile.folder, surroundings);
  if (sockets.folder === null) log(`kernels are reached over TCP: ${sockets.reason}`);
  const runtimeFolder =
    profile.named && !process.env.JUPYTER_RUNTIME_DIR
      ? join(profile.folder, "jupyter-runtime")
      : jupyterRuntimeFolder(surroundings);
  const supervisor = new Supervisor({
    sessionsFolder: profile.sessions,
    sockets,
    runtimeFolder,
    program: { execPath: process.execPath, script: hostScript(), env: process.env, build: version },
    log,
  });
  const catalog = new KernelCatalog(surroundings, {
    builtin: { execPath: process.execPath, folder: dirname(hostScript()) },
    memory: profile.kernelsFile,
  });
  return { catalog, supervisor, takenOver: supervisor.takeOver() };
}

/** A packaged app has the host outside of its archive, which a plain Node program and a native addon cannot live in. */
function hostScript(): string {
  const script = join(app.getAppPath(), "out/kernel-host/host.js");
  const unpacked = script.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  return existsSync(unpacked) ? unpacked : script;
}
