/** Kernelspecs: folders named after a kernel, each with a kernel.json. A broken one is named and harms no other. */

import { existsSync } from "node:fs";
import { access, constants, readdir, readFile, realpath, stat } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import * as v from "valibot";
import { t } from "../../../preload/texts/texts";
import { fileProblem } from "../../floor/user-error";
import type { StartableKernel } from "./startable-kernel";

const kernelJson = v.object({
  argv: v.pipe(v.array(v.string()), v.minLength(1)),
  display_name: v.pipe(v.string(), v.trim(), v.minLength(1)),
  language: v.pipe(v.string(), v.minLength(1)),
  env: v.optional(v.record(v.string(), v.string()), {}),
  metadata: v.optional(v.fallback(v.record(v.string(), v.unknown()), {}), {}),
  interrupt_mode: v.optional(v.picklist(["signal", "message"]), "signal"),
});

/** Names that stand for "the Python that this kernelspec came with". */
const ANY_PYTHON = /^python(\d(\.\d+)?)?(\.exe)?$/;

/** A kernelspec that was found. */
export interface Kernelspec {
  readonly kernel: StartableKernel;
  /** Its name for Jupyter: the folder's, in lower case. */
  readonly name: string;
  /** Its program, as an absolute path; null when it is not there. */
  readonly program: string | null;
}

export interface FoundKernelspecs {
  readonly specs: readonly Kernelspec[];
  /** What could not be used, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * The kernelspecs of one Jupyter data folder, "python3" first, then by name.
 * @param path search path for programs without a folder, as in PATH
 */
export async function kernelspecsIn(dataFolder: string, path: string): Promise<FoundKernelspecs> {
  const kernels = join(dataFolder, "kernels");
  const names = (await readdir(kernels).catch(() => [])).filter((name) => /^[\w.-]+$/.test(name));
  const rank = (name: string) => (name.toLowerCase() === "python3" ? 0 : 1);
  names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const read = await Promise.all(names.map((name) => readKernelspec(join(kernels, name), name, path)));
  return {
    specs: read.flatMap(({ spec }) => (spec ? [spec] : [])),
    problems: read.flatMap(({ problem }) => (problem ? [problem] : [])),
  };
}

/**
 * The kernelspec of a folder with a kernel.json; what cannot be used is a sentence, and both are missing where there is
 * none.
 * @param name its name for Jupyter; path: search path for programs without a folder
 */
export async function readKernelspec(
  folder: string,
  name: string,
  path: string,
): Promise<{ spec?: Kernelspec; problem?: string }> {
  const file = join(folder, "kernel.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Any other file in the folder of kernels, or a folder without a kernelspec, is nobody's concern.
    if (code === "ENOENT" || code === "ENOTDIR") return {};
    return { problem: t("{file} cannot be read: {reason}.", { file, reason: fileProblem(error) }) };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      problem: t("{file} is not JSON: {reason}.", {
        file,
        reason: (error as Error).message.replace(/\.$/, ""),
      }),
    };
  }
  const parsed = v.safeParse(kernelJson, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return {
      problem: t('{file} is not a kernelspec: "{field}": {reason}.', {
        file,
        field: v.getDotPath(issue) ?? "kernel",
        reason: issue.message,
      }),
    };
  }
  const { argv, display_name: displayName, language, env, metadata, interrupt_mode } = parsed.output;
  const dataFolder = dirname(dirname(folder));
  const program = await findProgram(argv[0] as string, dataFolder, path);
  const spec: Kernelspec = {
    name: name.toLowerCase(),
    program,
    kernel: {
      entry: {
        id: `spec:${folder}`,
        displayName,
        language,
        origin: t("kernelspec in {folder}", { folder: dataFolder }),
      },
      launch: {
        argv: [program ?? (argv[0] as string), ...argv.slice(1)],
        resourceDir: folder,
        env,
        interruptMode: interrupt_mode,
        ...(encrypts(metadata["supported_encryption"]) && { curve: true }),
        language,
      },
    },
  };
  if (program !== null) return { spec };
  return {
    spec,
    problem: t("{name} ({file}) cannot start: its program {program} is not there.", {
      name: displayName,
      file,
      program: String(argv[0]),
    }),
  };
}

/** Whether a kernelspec's `supported_encryption` names CURVE: a word or a list of words, as jupyter_client reads it. */
function encrypts(supported: unknown): boolean {
  const named: unknown[] = Array.isArray(supported) ? supported : [supported];
  return named.some((one) => typeof one === "string" && one.trim().toLowerCase() === "curve");
}

/**
 * The program of a kernelspec. Packages install kernelspecs whose program is a bare "python" and mean their own:
 * for <prefix>/share/jupyter that is the one in <prefix>/bin.
 */
async function findProgram(named: string, dataFolder: string, path: string): Promise<string | null> {
  if (isAbsolute(named)) return (await isProgram(named)) ? named : null;
  if (/[\\/]/.test(named)) return named;
  if (ANY_PYTHON.test(named)) {
    const prefix = dirname(dirname(await realpath(dataFolder).catch(() => dataFolder)));
    for (const name of ["bin/python", "bin/python3", "python.exe", "Scripts/python.exe"]) {
      const own = join(prefix, name);
      if (existsSync(join(prefix, "share/jupyter")) && (await isProgram(own))) return own;
    }
  }
  const suffixes = process.platform === "win32" ? ["", ".exe", ".bat", ".cmd"] : [""];
  for (const folder of path.split(delimiter).filter((each) => isAbsolute(each))) {
    for (const suffix of suffixes) {
      const candidate = join(folder, named + suffix);
      if (await isProgram(candidate)) return candidate;
    }
  }
  return null;
}

/** Whether there is a file that may be run. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
