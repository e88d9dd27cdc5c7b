/** Python programs of the user that run outside, as "Attach to Python process…" lists them. */
import { execFile } from "node:child_process";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { basename } from "node:path";
import { promisify } from "node:util";
import { MOST_PROGRAMS, type PythonProgram } from "../../../preload/contract/sessions";

/** Longest command that is told, in UTF-16 units. */
const MOST_COMMAND = 500;
/** Kernels have a debugger already, and debugpy's own processes are none to be debugged. */
const NOT_LISTED = ["ipykernel_launcher", "tandem_kernel", "kernel-host/python/start.py", "debugpy/adapter"];

/** The newest first; none where the system does not say it. */
export async function pythonPrograms(): Promise<PythonProgram[]> {
  const all =
    process.platform === "linux" ? await fromProc() : process.platform === "win32" ? [] : await fromPs();
  return all
    .filter(({ command }) => !NOT_LISTED.some((words) => command.includes(words)))
    .sort((one, other) => other.pid - one.pid)
    .slice(0, MOST_PROGRAMS)
    .map(({ pid, command }) => ({ pid, command: command.slice(0, MOST_COMMAND) }));
}

const isPython = (program: string) => /^(?:python|pypy)/i.test(basename(program));

async function fromProc(): Promise<PythonProgram[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const { uid } = await stat(`/proc/${pid}`);
        if (uid !== process.getuid?.() || !isPython(await readlink(`/proc/${pid}/exe`))) return [];
        const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0").join(" ").trim();
        return command === "" ? [] : [{ pid, command }];
      } catch {
        // It has ended meanwhile, or is nobody's business.
        return [];
      }
    }),
  );
  return found.flat();
}

async function fromPs(): Promise<PythonProgram[]> {
  const { stdout } = await promisify(execFile)("ps", ["-xo", "pid=,args="]);
  return stdout.split("\n").flatMap((line) => {
    const [pid = "", ...words] = line.trim().split(" ");
    return isPython(words[0] ?? "") ? [{ pid: Number(pid), command: words.join(" ") }] : [];
  });
}

/** The id of a program to attach to; of a process ("attach:pid:4711") also where its debugger is to listen. */
export async function attachId(id: string): Promise<string> {
  return /^attach:pid:\d{1,10}$/.test(id) ? `${id}:${await freePort()}` : id;
}

/** What a program to attach to is called: by its script or module, where that is known. */
export async function programName(id: string): Promise<string | undefined> {
  const pid = /^attach:pid:(\d{1,10}):/.exec(id)?.[1];
  const program = pid && (await pythonPrograms()).find((one) => one.pid === Number(pid));
  if (!program) return undefined;
  const [, ...words] = program.command.split(" ");
  const at = words.findIndex((word) => word === "-m" || !word.startsWith("-"));
  const script = words[at] === "-m" ? words[at + 1] : words[at];
  return script ? `${basename(script)} (${pid})` : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
