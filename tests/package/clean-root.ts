/**
 * A system of its own for a test: a fresh Debian with nothing installed, with its own processes and mounts, gone when
 * the test ends, however it ends. Needs root and the network's Debian packages.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makeOnce } from "../../build/setup/make-once.mjs";
import { cache } from "../../build/setup/places.mjs";
import { installPackages, isOnPath } from "../../build/setup/system-libraries.mjs";

const SUITE = "bookworm";
/** Debian's packages as they were fetched: kept, because the same ones are wanted by every run. */
const fetchedPackages = path.join(cache, "debian-packages");
/** What the system has beside the packages that every Debian has. */
const INCLUDED = ["ca-certificates", "mount", "passwd", "util-linux"];
const baseSystem = path.join(cache, `debian-${SUITE}-with-${INCLUDED.join("-")}`);

export interface Ran {
  readonly code: number;
  /** stdout and stderr, as they came. */
  readonly text: string;
}

/** Runs with root's rights in the root directory of the new mounts, as the first process of the new system. */
const FIRST_PROCESS = `
set -e
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
cd "$2/root"
mount -t proc proc proc
mount --rbind /dev dev
mkdir -p tmp/.X11-unix var/cache/apt/archives
mount --bind /tmp/.X11-unix tmp/.X11-unix
mount --bind "$3" var/cache/apt/archives
mkdir -p old
pivot_root . old
cd /
umount -l old
rmdir old
echo ready
while :; do sleep 3600 & wait $!; done
`;

export class CleanRoot {
  readonly #users = new Set<string>();

  private constructor(
    private readonly folder: string,
    private readonly holder: ChildProcess,
    private readonly pid: number,
  ) {}

  /** Makes the system; the first time on a machine takes some minutes. */
  static async make(): Promise<CleanRoot> {
    if (process.platform !== "linux" || process.getuid?.() !== 0)
      throw new Error("The packages are tried in a system of their own, which only root on Linux can make.");
    await makeBaseSystem();
    await mkdir(path.join(fetchedPackages, "partial"), { recursive: true });
    const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-root-"));
    for (const name of ["upper/etc", "work", "root"])
      await mkdir(path.join(folder, name), { recursive: true });
    await copyFile("/etc/resolv.conf", path.join(folder, "upper/etc/resolv.conf"));
    const flags = ["--mount", "--pid", "--fork", "--kill-child"];
    const args = ["sh", "-c", FIRST_PROCESS, "sh", baseSystem, folder, fetchedPackages];
    const holder = spawn("unshare", [...flags, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    holder.stderr?.on("data", (data) => {
      said += data;
    });
    await new Promise<void>((resolve, reject) => {
      holder.stdout?.once("data", () => resolve());
      holder.once("close", () => reject(new Error(`the clean system did not start: ${said}`)));
    });
    const children = await readFile(`/proc/${holder.pid}/task/${holder.pid}/children`, "utf8");
    return new CleanRoot(folder, holder, Number(children.trim()));
  }

  /** Runs a program as root and answers when it has ended. */
  run(program: string, ...args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
      execFile(
        "nsenter",
        [...this.#entrance(), program, ...args],
        {
          cwd: "/",
          env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive" },
          maxBuffer: 256 * 1024 * 1024,
        },
        (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr });
        },
      );
    });
  }

  /** As `run`; throws when the program fails. */
  async must(program: string, ...args: string[]): Promise<string> {
    const { code, text } = await this.run(program, ...args);
    if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${text}`);
    return text;
  }

  /** Runs a line of shell as a person of the system, who is made if need be. */
  async as(user: string, line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    await this.addUser(user);
    return this.run(...asUser(user, line, env));
  }

  /** Starts a line of shell as a person and answers at once. */
  async start(user: string, line: string, env: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    await this.addUser(user);
    return spawn("nsenter", [...this.#entrance(), ...asUser(user, line, env)], {
      cwd: "/",
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async addUser(user: string): Promise<void> {
    if (this.#users.has(user)) return;
    this.#users.add(user);
    if ((await this.run("id", user)).code === 0) return;
    await this.must("useradd", "--create-home", "--shell", "/bin/sh", user);
  }

  /** Installs packages by name, or from files of the system, with what they depend on and no more. */
  async install(...packages: string[]): Promise<string> {
    return this.must(
      "apt-get",
      "install",
      "-qq",
      "-y",
      "--no-install-recommends",
      "--allow-downgrades",
      ...packages,
    );
  }

  async write(file: string, content: string): Promise<void> {
    await mkdir(path.dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), content);
  }

  /** Copies a file of this machine into the system. */
  async bring(file: string, to: string): Promise<void> {
    await copyFile(file, this.path(to));
  }

  /** Where a file of the system lies, seen from here. */
  path(file: string): string {
    return path.join(`/proc/${this.pid}/root`, file);
  }

  /** Ends every process of the system and removes what it has written. */
  async dispose(): Promise<void> {
    const ended = new Promise((resolve) => this.holder.once("close", resolve));
    if (this.holder.exitCode === null && this.holder.kill("SIGKILL")) await ended;
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #entrance(): string[] {
    return ["--target", String(this.pid), "--mount", "--pid", "--root", "--"];
  }
}

function asUser(user: string, line: string, env: Readonly<Record<string, string>>): [string, ...string[]] {
  const own = Object.entries({ LANG: "C.UTF-8", ...env }).map(([name, value]) => `${name}=${value}`);
  return [
    "su",
    "-",
    user,
    "-c",
    `env ${own.map((each) => `'${each}'`).join(" ")} sh -c '${line.replaceAll("'", "'\\''")}'`,
  ];
}

async function makeBaseSystem(): Promise<void> {
  if (existsSync(baseSystem)) return;
  if (!(await isOnPath("mmdebstrap")))
    await installPackages(["mmdebstrap"], "The packages are tried in a fresh Debian, which mmdebstrap makes");
  await makeOnce(baseSystem, async (folder) => {
    await new Promise<void>((resolve, reject) => {
      const args = ["--quiet", "--mode=root", "--variant=apt", `--include=${INCLUDED}`, SUITE, folder];
      execFile("mmdebstrap", args, { timeout: 15 * 60_000 }, (error, _stdout, stderr) => {
        if (error) reject(new Error(`no fresh Debian could be made: ${stderr.slice(-2000)}`));
        else resolve();
      });
    });
  });
}
