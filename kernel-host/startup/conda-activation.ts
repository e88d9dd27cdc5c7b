/**
 * Activates a conda environment as `conda activate` does it (conda/activate.py): its own variables, those of its packages
 * and of its state, and then the scripts in etc/conda/activate.d, which a shell runs within a time limit.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { CONDA_ACTIVATION_MS } from "../../preload/contract/limits";
import { endChild } from "../door/processes";
import { unawaited } from "../floor/failures";

type Environment = Readonly<Record<string, string>>;

export interface CondaActivation {
  /** What it changes of the environment; null: it takes the variable away. */
  readonly changes: Readonly<Record<string, string | null>>;
  /** What went wrong, a sentence each. */
  readonly problems: readonly string[];
}

/** In conda-meta/state: the variable is not to be set. */
const UNSET = "***unset***";
/** What a shell makes for itself, or is given for the asking. */
const OF_SHELL = new Set(["_", "SHLVL", "PWD", "OLDPWD", "ELECTRON_RUN_AS_NODE"]);
const ANSWER = "--- tandem asks ---";
/** Of what scripts print so much is kept. */
const MOST_WORDS = 100_000;

const state = v.object({ env_vars: v.optional(v.record(v.string(), v.string()), {}) });
const variables = v.record(v.string(), v.string());

/** By environment and what it was activated from; valid as long as the files have the same stamps. */
const known = new Map<string, Promise<CondaActivation>>();

/**
 * @param prefix folder of the environment
 * @param environment what it is activated in, with the environment's programs on PATH already
 */
export async function activateConda(prefix: string, environment: Environment): Promise<CondaActivation> {
  const suffix = process.platform === "win32" ? ".bat" : ".sh";
  const packages = await filesIn(path.join(prefix, "etc/conda/env_vars.d"), ".json");
  const scripts = await filesIn(path.join(prefix, "etc/conda/activate.d"), suffix);
  const files = [...packages, path.join(prefix, "conda-meta/state"), ...scripts];
  const key = JSON.stringify([prefix, await Promise.all(files.map(stampOf)), environment]);
  let activation = known.get(key);
  if (!activation) {
    activation = activate(prefix, environment, packages, scripts);
    known.set(key, activation);
    // What failed may go well the next time.
    unawaited(
      "the activation of an environment",
      activation.then(({ problems }) => problems.length > 0 && known.delete(key)),
    );
  }
  return activation;
}

async function activate(
  prefix: string,
  environment: Environment,
  packages: readonly string[],
  scripts: readonly string[],
): Promise<CondaActivation> {
  const problems: string[] = [];
  const name = nameOf(prefix);
  const set: Record<string, string> = {
    CONDA_PREFIX: prefix,
    CONDA_DEFAULT_ENV: name,
    CONDA_SHLVL: "1",
    CONDA_PROMPT_MODIFIER: `(${name}) `,
  };
  const take = (values: Environment) => {
    for (const [variable, value] of Object.entries(values)) if (value !== UNSET) set[variable] = value;
  };
  for (const file of packages) {
    const read = await readJson(file, variables);
    if (typeof read === "string") problems.push(notWhole(prefix, read));
    else if (read) take(read);
  }
  const own = await readJson(path.join(prefix, "conda-meta/state"), state);
  if (typeof own === "string") problems.push(notWhole(prefix, own));
  else if (own) take(own.env_vars);
  if (scripts.length === 0) return { changes: set, problems };
  const before = { ...environment, ...set };
  const run = await runScripts(scripts, before);
  problems.push(...run.problems.map((problem) => notWhole(prefix, problem)));
  return { changes: { ...set, ...(run.after ? differences(before, run.after) : {}) }, problems };
}

function notWhole(prefix: string, reason: string): string {
  return `The conda environment ${prefix} could not be activated as a whole: ${reason}.`;
}

/** "base", the name of one in a folder "envs", else its path: conda's own rule. */
function nameOf(prefix: string): string {
  if (existsSync(path.join(prefix, "condabin"))) return "base";
  return path.basename(path.dirname(prefix)) === "envs" ? path.basename(prefix) : prefix;
}

function differences(before: Environment, after: Environment): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (OF_SHELL.has(name) || before[name] === after[name]) continue;
    changes[name] = after[name] ?? null;
  }
  return changes;
}

/** Runs the scripts one after the other in one shell, and asks it for the environment that they leave. */
async function runScripts(
  scripts: readonly string[],
  environment: Environment,
): Promise<{ readonly after: Environment | null; readonly problems: readonly string[] }> {
  const ask = `process.stdout.write(${JSON.stringify(ANSWER)}+JSON.stringify(process.env)+${JSON.stringify(ANSWER)})`;
  const { argv, windowsVerbatimArguments } = shellCommand(scripts, ask);
  const [program = "", ...args] = argv;
  const child = spawn(program, args, {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
    ...(windowsVerbatimArguments && { windowsVerbatimArguments }),
  });
  let [answer, words] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    answer = (answer + text).slice(-MOST_WORDS * 10);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-MOST_WORDS);
  });
  const end = await new Promise<{ failed?: string; late?: true }>((resolve) => {
    const timer = setTimeout(() => {
      unawaited("ending the scripts of an environment", endChild(child));
      resolve({ late: true });
    }, CONDA_ACTIVATION_MS);
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ failed: error.message });
    });
    // Not "close": what a script left running in the background may hold the pipes.
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      setImmediate(() =>
        resolve(code === 0 ? {} : { failed: `the scripts ended with ${signal ?? `code ${code}`}` }),
      );
    });
  });
  child.stdout.destroy();
  child.stderr.destroy();
  if (end.late)
    return { after: null, problems: [`its scripts did not end within ${CONDA_ACTIVATION_MS / 1_000} s`] };
  const said = words.trim().split("\n").at(-1) ?? "";
  const failures = [...words.matchAll(/^tandem: (\d+) (.*)$/gm)].map(
    ([, code = "", script = ""]) => `${path.basename(script)} ended with code ${code}`,
  );
  const after = environmentIn(answer);
  if (after) return { after, problems: failures };
  return {
    after: null,
    problems: [`${end.failed ?? "its scripts ended the shell"}${said ? ` (${said})` : ""}`],
  };
}

/** The words of the command that runs the scripts and then the program `ask` of Node. */
function shellCommand(scripts: readonly string[], ask: string) {
  if (process.platform === "win32") {
    const calls = [...scripts.map((script) => `call "${script}"`), "set ELECTRON_RUN_AS_NODE=1"];
    const quoted = ask.replaceAll('"', '\\"');
    const line = [...calls, `"${process.execPath}" -e "${quoted}"`].join(" & ");
    return { argv: ["cmd.exe", "/d", "/s", "/c", `"${line}"`], windowsVerbatimArguments: true };
  }
  const bash = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"].find((file) => existsSync(file));
  const line =
    'node=$1; ask=$2; shift 2; for script in "$@"; do . "$script" || echo "tandem: $? $script" >&2; done; ' +
    'ELECTRON_RUN_AS_NODE=1 "$node" -e "$ask"';
  const argv = [bash ?? "/bin/sh", "-c", line, "conda", process.execPath, ask, ...scripts];
  return { argv, windowsVerbatimArguments: false };
}

function environmentIn(output: string): Environment | null {
  const [, json] = output.split(ANSWER);
  if (json === undefined) return null;
  try {
    return v.parse(variables, JSON.parse(json));
  } catch {
    return null;
  }
}

async function filesIn(folder: string, suffix: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix));
  return names.sort().map((name) => path.join(folder, name));
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found ? `${file} ${found.mtimeMs} ${found.size}` : file;
}

/** Null where there is no such file; a string says why it cannot be used. */
async function readJson<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | string | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? null : `${file} cannot be read (${message})`;
  }
}
