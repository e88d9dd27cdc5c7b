/** All Pythons of the machine and the open folder, each once, with the reason why it was found. */

import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative } from "node:path";
import { t } from "../../../preload/texts/texts";
import { runsPlain } from "./builtin-kernels";
import { hasModule, type Interpreter, type Interpreters, ipykernelEncrypts } from "./interpreters";
import type { Surroundings } from "./jupyter-folders";
import {
  brokenLinkIn,
  environmentLabel,
  environmentsNear,
  type PythonFolder,
  pythonFolderAt,
  pythonsOnPath,
  readEnvironment,
} from "./python-folders";
import { keptPlaces } from "./tool-folders";
import { windowsPythons } from "./windows-pythons";

const namedOnPath = () => t("on PATH");

/** A Python that can be used. */
export interface FoundPython {
  readonly interpreter: Interpreter;
  /** Program to start it by. */
  readonly python: string;
  readonly prefix: string;
  readonly kind: PythonFolder["kind"];
  readonly hasIpykernel: boolean;
  /** Its ipykernel encrypts its sockets where it is given keys. */
  readonly encrypts: boolean;
  /** It belongs to the open folder. */
  readonly near: boolean;
  /** Tells it from others: ".venv", "pyenv", "/usr/bin". */
  readonly label: string;
  /** Why it is in the list: "Python environment /home/ada/exp/.venv, in the open folder". */
  readonly reason: string;
}

export interface FoundPythons {
  /** In the order of their use: of the open folder, of the terminal, on PATH, kept by tools. */
  readonly pythons: readonly FoundPython[];
  readonly problems: readonly string[];
  /** Folders that the answer depends on. */
  readonly folders: readonly string[];
}

/** A file or folder that may be one, before it is looked at. */
interface Candidate {
  readonly folder: PythonFolder;
  /** "in the open folder", "kept by uv", "on PATH". */
  readonly why: string;
  readonly keeper: string | null;
  readonly near: boolean;
}

export async function findPythons(
  surroundings: Surroundings,
  interpreters: Interpreters,
  openFolder: string | null,
): Promise<FoundPythons> {
  const { env, home, platform } = surroundings;
  const [nearPrefixes, kept, onPath, windows] = await Promise.all([
    openFolder === null ? [] : environmentsNear(openFolder, home),
    keptPlaces(surroundings, openFolder),
    pythonsOnPath(env.PATH ?? ""),
    windowsPythons(platform),
  ]);
  const active = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter(
    (prefix) => prefix !== undefined && prefix !== "",
  );
  const inFolders = [
    ...nearPrefixes.map((prefix) => ({ prefix, why: t("near the open folder"), keeper: null, near: true })),
    ...kept.places.filter(({ near }) => near).map(place),
    ...active.map((prefix) => ({
      prefix: prefix as string,
      why: t("active in the terminal"),
      keeper: null,
      near: false,
    })),
    ...kept.places.filter(({ near }) => !near).map(place),
  ];
  const folders = await Promise.all(
    inFolders.map(async ({ prefix, ...rest }) => ({ folder: await pythonFolderAt(prefix), prefix, ...rest })),
  );
  const candidates: Candidate[] = [];
  const taken = folders.flatMap(({ folder, ...rest }) => (folder ? [{ folder, ...rest }] : []));
  candidates.push(
    ...taken.filter(({ keeper, near }) => near || keeper === null),
    ...alone(onPath, namedOnPath()),
  );
  candidates.push(...taken.filter(({ keeper, near }) => !near && keeper !== null));
  candidates.push(...alone(windows.launcher, t("known to the py launcher")));
  candidates.push(...alone(windows.registry, t("in the Windows registry")));

  const looked = await Promise.all(candidates.map((candidate) => look(candidate, interpreters, openFolder)));
  const pythons = new Map<string, FoundPython>();
  const problems = new Set<string>();
  for (const result of looked) {
    if (result === undefined) continue;
    if (typeof result === "string") {
      problems.add(result);
      continue;
    }
    const key = await identity(result);
    const first = pythons.get(key);
    if (!first) pythons.set(key, result);
    // Who keeps it says more than where PATH leads, and where PATH leads is what the user uses.
    else if (first.reason.endsWith(namedOnPath()) && !result.reason.includes(namedOnPath()))
      pythons.set(key, { ...result, reason: `${result.reason}, ${namedOnPath()}` });
  }
  const existing = folders.filter(({ folder, near }) => folder !== undefined || near);
  return {
    pythons: [...pythons.values()],
    problems: [...problems],
    folders: [
      ...(openFolder === null ? [] : [openFolder]),
      ...existing.map(({ prefix }) => prefix),
      ...kept.folders,
      ...[...pythons.values()].flatMap(({ interpreter }) =>
        interpreter.searchPath.filter((folder) => /(?:site|dist)-packages$/.test(folder)),
      ),
    ],
  };
}

/** The Python of a file that the user has named, or of an environment's folder: it is started. A sentence says why not. */
export async function pythonAt(path: string, interpreters: Interpreters): Promise<FoundPython | string> {
  const folder = (await pythonFolderAt(path)) ?? {
    prefix: dirname(dirname(path)),
    kind: "installation" as const,
    python: path,
  };
  const named = { folder, why: t("named by you"), keeper: null, near: false };
  return (await look(named, interpreters, null)) ?? t("There is no Python in {path}.", { path });
}

/** Interpreters that were found by their files. */
function alone(files: readonly string[], why: string): Candidate[] {
  return files.map((python) => ({
    folder: { prefix: dirname(dirname(python)), kind: "installation", python },
    why,
    keeper: null,
    near: false,
  }));
}

function place({ prefix, keeper, near }: { prefix: string; keeper: string; near: boolean }) {
  return {
    prefix,
    keeper,
    near,
    why: near ? t("kept by {keeper} for the open folder", { keeper }) : t("kept by {keeper}", { keeper }),
  };
}

/** A usable Python, a sentence about one that is broken, or undefined where there is none. */
async function look(
  { folder, why, keeper, near }: Candidate,
  interpreters: Interpreters,
  openFolder: string | null,
): Promise<FoundPython | string | undefined> {
  if (folder.python === null) {
    const link = await brokenLinkIn(folder.prefix);
    const { prefix } = folder;
    return link
      ? t(
          "The environment {prefix} ({reason}) is broken: {link} leads to a Python that is gone. Make it anew.",
          {
            prefix,
            reason: why,
            link,
          },
        )
      : t("The environment {prefix} ({reason}) is broken: it has no Python. Make it anew.", {
          prefix,
          reason: why,
        });
  }
  let interpreter: Interpreter | undefined;
  if (near || isInside(folder.prefix, openFolder)) {
    interpreter = await readEnvironment(folder);
    if (!interpreter) return undefined;
  } else {
    const answer = await interpreters.ask(folder.python);
    if ("broken" in answer)
      return t("{python} ({reason}) cannot be used: {broken}.", {
        python: folder.python,
        reason: why,
        broken: answer.broken,
      });
    interpreter = answer.interpreter;
  }
  // What was found by its file may turn out to belong to an environment.
  const real = folder.kind === "installation" ? await pythonFolderAt(interpreter.prefix) : folder;
  const kind = real?.kind ?? "installation";
  const { prefix } = kind === "installation" ? interpreter : (real ?? folder);
  const python = kind === "installation" ? interpreter.executable : (real?.python ?? folder.python);
  const what = t(
    ({ venv: "Python environment", conda: "conda environment", installation: "Python in" } as const)[kind],
  );
  const label = kind === "installation" ? (keeper ?? dirname(python)) : environmentLabel(prefix, openFolder);
  const hasIpykernel = await hasModule(interpreter, "ipykernel");
  // Of those that tools keep, old ones are no surprise.
  if (keeper === null && !hasIpykernel && !runsPlain(interpreter.version))
    return t(
      "{python} ({reason}) is Python {version}, which is too old: plain Python needs 3.8 or newer, and ipykernel is not in it.",
      { python: folder.python, reason: why, version: interpreter.version },
    );
  return {
    interpreter,
    python,
    prefix,
    kind,
    hasIpykernel,
    encrypts: hasIpykernel && (await ipykernelEncrypts(interpreter)),
    near,
    label,
    reason: `${what} ${prefix}, ${why}`,
  };
}

function isInside(path: string, folder: string | null): boolean {
  if (folder === null) return false;
  const from = relative(folder, path);
  return from === "" || (!from.startsWith("..") && !isAbsolute(from));
}

/** The same for two names of one Python. */
async function identity({ kind, prefix, interpreter }: FoundPython): Promise<string> {
  if (kind !== "installation") return realOf(prefix);
  // "python3.11-intel64" and the like start another half of one file.
  return `${await realOf(prefix)} ${await realOf(interpreter.executable)} ${basename(interpreter.executable).replace(/^[a-z]+[\d.]*/, "")}`;
}

function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
