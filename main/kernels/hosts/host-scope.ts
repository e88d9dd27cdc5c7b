/**
 * Where kernel-hosts live on after a log-out. What an app starts belongs to the login session. Where systemd is told to
 * end all of that at log-out (KillUserProcesses, logind.conf(5)), only what runs under the user's own service manager
 * stays, and that stays itself only for users who linger (loginctl(1), enable-linger). So a host gets a scope of that
 * manager for users who linger. For all others it must not: their manager is ended with their last session, and would
 * take with it hosts that a plain log-out spares.
 */
import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";

/** A probe that has not answered by then is given up, in ms. */
const PROBE_MS = 3_000;
/** systemd marks users who linger by files here. */
const LINGER_FOLDER = "/var/lib/systemd/linger";
/** A kernel that runs out of memory must not take its host along. Not known to scopes before systemd 253. */
const OOM_POLICY = ["--property=OOMPolicy=continue"];

/** The beginning of a command line that runs the rest of it, as the same process, in a scope of the user's manager. */
export function scopeCommand(properties: readonly string[]): string[] {
  return ["systemd-run", "--user", "--scope", "--quiet", "--collect", ...properties, "--"];
}

/** What the decision depends on; replaced in tests. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly user: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is such a file. */
  exists(file: string): Promise<boolean>;
  /** Whether the command runs and ends well. */
  runs(command: readonly string[]): Promise<boolean>;
}

/** What is to be put before the command line of a host: nothing, where it is best off as it is. */
export async function hostLauncher(around: Surroundings = thisMachine()): Promise<readonly string[]> {
  const runtime = around.env["XDG_RUNTIME_DIR"];
  if (around.platform !== "linux" || !runtime) return [];
  if (!(await around.exists(path.join(LINGER_FOLDER, around.user)))) return [];
  if (!(await around.exists(path.join(runtime, "systemd/private")))) return [];
  for (const properties of [OOM_POLICY, []]) {
    const command = scopeCommand(properties);
    if (await around.runs([...command, "true"])) return command;
  }
  return [];
}

function thisMachine(): Surroundings {
  return {
    platform: process.platform,
    user: userInfo().username,
    env: process.env,
    exists: (file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    runs: ([program = "", ...args]) =>
      new Promise((resolve) => {
        execFile(program, args, { timeout: PROBE_MS }, (error) => resolve(error === null));
      }),
  };
}
