/**
 * The runtime that kernel-hosts and the built-in kernels run on, which must stay when the app is replaced under them.
 *
 * Elsewhere that is the app's own program: a system keeps the files of a running program until it ends. But an AppImage
 * is a disk that vanishes with the app, and on Windows an installer can neither replace a program that runs nor leave
 * it alone. There hosts run from a copy in the profile, one for each version, removed when its last host has ended.
 */
import { constants, realpathSync } from "node:fs";
import { cp, mkdir, readdir, readlink, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

export interface HostRuntime {
  /** The program that is plain Node with ELECTRON_RUN_AS_NODE=1. */
  readonly execPath: string;
  /** The kernel-host's program; the built-in kernels lie beside it. */
  readonly script: string;
}

/** Whether hosts have to run from a copy. Pure. */
export function needsCopy(
  platform: NodeJS.Platform,
  packaged: boolean,
  appImage: string | undefined,
): boolean {
  return packaged && (platform === "win32" || (platform === "linux" && appImage !== undefined));
}

/**
 * The AppImage that a program runs from, or undefined. Its variables alone say little: whatever is started from an
 * AppImage inherits them.
 * @param program the program's real path
 */
export function appImageOf(env: NodeJS.ProcessEnv, program: string): string | undefined {
  if (env.APPIMAGE === undefined || env.APPDIR === undefined) return undefined;
  return program.startsWith(realPath(env.APPDIR) + sep) ? env.APPIMAGE : undefined;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * The app's own runtime, or where its files do not stay a copy of it, made at the first use of a version (a second or
 * two). Where none can be made, the app's own, and a line in the log.
 * @param app the app's own @param packaged not a development build @param folder where copies are kept
 */
export async function lastingRuntime(
  app: HostRuntime,
  packaged: boolean,
  folder: string,
  version: string,
  log: (line: string) => void,
): Promise<HostRuntime> {
  if (!needsCopy(process.platform, packaged, appImageOf(process.env, app.execPath))) return app;
  try {
    return await copyRuntime(app, folder, version);
  } catch (error) {
    log(`kernels do not outlive the app's files: their runtime could not be copied to ${folder}: ${error}`);
    return app;
  }
}

/** Whether plain Node needs a file of the app's folder; the window's own (pictures, texts, graphics) it does not. Pure. */
export function isOfRuntime(file: string, program: string): boolean {
  const [top = "", ...inner] = file.split(/[\\/]/);
  if (top === "resources") return inner.length === 0 || inner[0] === "app.asar.unpacked";
  if (top.includes("snapshot") && top.endsWith(".bin")) return true;
  return top === program || /^(icudtl\.dat|(lib)?ffmpeg\.(so|dll))$/.test(top);
}

/**
 * The runtime, copied first where it has to be. A copy that was interrupted is not taken for a whole one.
 * @param folder where copies are kept, one for each version
 * @throws Error when it cannot be copied, as on a full disk
 */
export async function copyRuntime(app: HostRuntime, folder: string, version: string): Promise<HostRuntime> {
  const from = dirname(app.execPath);
  const copy = join(folder, version);
  const program = basename(app.execPath);
  const there = { execPath: join(copy, program), script: join(copy, relative(from, app.script)) };
  if (await isFolder(copy)) return there;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const half = join(folder, `.${version}.${process.pid}`);
  await rm(half, { recursive: true, force: true });
  await cp(from, half, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (file) => file === from || isOfRuntime(relative(from, file), program),
  });
  await rename(half, copy).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    if (!(await isFolder(copy))) throw error; // another start of the app was first
  });
  return there;
}

/**
 * Removes the copies of other versions from which nothing runs any more, and what was left half-made. Only for the app,
 * of which there is one on a profile: what it has and does not run from yet, nobody else may take away.
 */
export async function removeUnusedRuntimes(folder: string, version: string): Promise<void> {
  const running = await runningPrograms();
  for (const name of await readdir(folder).catch(() => [])) {
    const copy = join(folder, name);
    if (name === version || isUsed(copy, running)) continue;
    // On Windows a folder from which something runs cannot be renamed: that tells, and leaves it whole.
    const doomed = name.startsWith(".") ? copy : join(folder, `.${name}.unused`);
    const free =
      doomed === copy ||
      (await rename(copy, doomed).then(
        () => true,
        () => false,
      ));
    if (free) await rm(doomed, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

/** Whether one of these programs lies in a folder. Pure. */
export function isUsed(folder: string, programs: readonly string[]): boolean {
  return programs.some((program) => program.startsWith(folder + sep));
}

/** Paths of the programs that this user runs. Only Linux lets us look; elsewhere none. */
async function runningPrograms(): Promise<string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const links = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/exe`).catch(() => "")));
  return links.filter((link) => link !== "");
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
