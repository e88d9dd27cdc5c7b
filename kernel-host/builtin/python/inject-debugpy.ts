/** Puts debugpy into a Python program that runs: its own command does it, by sys.remote_exec or by gdb (lldb on macOS). */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/** gdb reads the symbols of all that the program has loaded. In ms. */
const INJECT_MS = 60_000;
const MOST_WORDS = 256 * 1024;
/** Run by the program's own interpreter: a Python of another version would be another debugpy's. */
const CODE = [
  "import runpy, sys",
  "folder, port, pid = sys.argv[1:4]",
  "if folder: sys.path.insert(0, folder)",
  "sys.argv = ['debugpy', '--listen', '127.0.0.1:' + port, '--pid', pid]",
  // What it has the program run would leave its names in the program's module.
  "try:",
  "    import debugpy.server, os, pydevd",
  "    sys.path.append(os.path.join(os.path.dirname(pydevd.__file__), 'pydevd_attach_to_process'))",
  "    import add_code_to_python_process as adding",
  "    run = adding.run_python_code",
  "    apart = lambda code: 'exec(bytes(%s).decode(), {})' % list(code.encode())",
  "    adding.run_python_code = lambda pid, code, *a, **k: run(pid, apart(code), *a, **k)",
  "except Exception: pass",
  "runpy.run_module('debugpy', run_name='__main__', alter_sys=True)",
].join("\n");
const orByPort = (reason: string) =>
  `${reason} Or start the program under debugpy (python -m debugpy --listen 5678 program.py), and attach to port 5678.`;

/** The debugpy that comes with Tandem, where it can be put into programs of this system. */
function bundled(): string {
  const folder = path.join(__dirname, "python", "debugpy");
  const helper = "debugpy/_vendored/pydevd/pydevd_attach_to_process/attach_linux_amd64.so";
  const fits = process.platform === "linux" && process.arch === "x64";
  return fits && existsSync(path.join(folder, helper)) ? folder : "";
}

/** The program of a process. @throws Error with a sentence when there is no such process */
async function interpreterOf(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isOthers = (error as NodeJS.ErrnoException).code === "EPERM";
    throw new Error(
      isOthers
        ? `Process ${pid} is another user’s: only its user can attach to it.`
        : `There is no process ${pid} any more. Choose another one in “Attach to Python process…”.`,
    );
  }
  if (process.platform === "win32") return "python";
  const program =
    process.platform === "linux"
      ? await readlink(`/proc/${pid}/exe`)
      : (await promisify(execFile)("ps", ["-o", "comm=", "-p", String(pid)])).stdout.trim();
  // Deleted since, as after an update.
  return existsSync(program) ? program : "python3";
}

/**
 * Resolves when debugpy is in the program, and was told to listen on this port of 127.0.0.1.
 * @throws Error with a sentence and a next step
 */
export async function injectDebugpy(pid: number, port: number): Promise<void> {
  const python = await interpreterOf(pid);
  try {
    await promisify(execFile)(python, ["-c", CODE, bundled(), String(port), String(pid)], {
      timeout: INJECT_MS,
      maxBuffer: MOST_WORDS,
      env: { ...environment(), PYDEVD_DISABLE_FILE_VALIDATION: "1" },
      windowsHide: true,
    });
  } catch (error) {
    const { stderr = "", stdout = "", message } = error as Error & { stderr?: string; stdout?: string };
    console.error(`${stdout}\n${stderr}`.slice(-20_000));
    throw new Error(orByPort(whyNot(`${message}\n${stdout}\n${stderr}`, pid)));
  }
}

function whyNot(words: string, pid: number): string {
  if (words.includes("FileNotFoundError") && words.includes("'gdb'"))
    return `To attach to process ${pid} the system needs gdb, which is not there: install it (apt install gdb).`;
  if (/ptrace|Operation not permitted|not attach to process/i.test(words))
    return `The system does not let one program look into another (ptrace), so process ${pid} cannot be attached to. On Linux “sudo sysctl kernel.yama.ptrace_scope=0” allows it until the next start of the machine.`;
  if (/No module named '?debugpy/.test(words))
    return `To attach to process ${pid} its Python needs debugpy: install it there (pip install debugpy).`;
  return `debugpy could not be put into process ${pid}: it may be no Python, or one that is being debugged already.`;
}

/** What this process was told for itself is not the program's. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:ELECTRON_|JPY_|PYTHONPATH$|PYTHONHOME$)/.test(name)),
  );
}
