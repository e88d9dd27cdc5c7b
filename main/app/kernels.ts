/** The kernels' part of the app, put together from the profile and the system's places. */
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { WriteLog } from "../floor/app-log";
import { unawaited } from "../floor/failures";
import type { Profile } from "../floor/profile";
import { jupyterRuntimeFolder } from "../kernels/discovery/jupyter-folders";
import { KernelCatalog } from "../kernels/discovery/kernel-catalog";
import { Environments } from "../kernels/environments/environments";
import { hostLauncher } from "../kernels/hosts/host-scope";
import { SessionsWatch } from "../kernels/hosts/sessions-watch";
import { socketFolderOf } from "../kernels/hosts/socket-folder";
import { Supervisor } from "../kernels/hosts/supervisor";
import { OthersKernels } from "../kernels/joining/others-kernels";
import type { HostRuntime } from "../update/host-runtime";

export interface Kernels {
  readonly catalog: KernelCatalog;
  readonly environments: Environments;
  readonly others: OthersKernels;
  readonly supervisor: Supervisor;
  /** The sessions that ran on since an earlier run of the app are in the supervisor's list. */
  readonly takenOver: Promise<void>;
  readonly watch: SessionsWatch;
}

export function setUpKernels(
  profile: Profile,
  version: string,
  runtime: HostRuntime,
  log: WriteLog,
): Kernels {
  const surroundings = { platform: process.platform, env: process.env, home: homedir() };
  const sockets = socketFolderOf(profile.folder, surroundings);
  if (sockets.folder === null) log(`kernels are reached over TCP: ${sockets.reason}`);
  const runtimeFolder =
    profile.named && !process.env.JUPYTER_RUNTIME_DIR
      ? join(profile.folder, "jupyter-runtime")
      : jupyterRuntimeFolder(surroundings);
  let launcher: readonly string[] = [];
  unawaited(
    "finding how hosts are started",
    hostLauncher().then((known) => {
      launcher = known;
    }),
  );
  const program = {
    ...runtime,
    env: process.env,
    build: version,
    launcher: () => launcher,
  };
  const supervisor = new Supervisor({
    sessionsFolder: profile.sessions,
    sockets,
    runtimeFolder,
    program,
    log,
  });
  const watch = new SessionsWatch(profile.sessions, supervisor, log);
  const catalog = new KernelCatalog(surroundings, {
    builtin: { execPath: runtime.execPath, folder: dirname(runtime.script), history: profile.history },
    memory: profile.kernelsFile,
  });
  const environments = new Environments(surroundings, catalog);
  const others = new OthersKernels(program, runtimeFolder, supervisor);
  return { catalog, environments, others, supervisor, takenOver: supervisor.takeOver(), watch };
}
