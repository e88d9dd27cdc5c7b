/** All kernels that can be started: kernelspecs and Python interpreters, each once. */
import { realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import type { StartableKernel } from "../startable-kernel";
import {
  type Environment,
  environmentAt,
  environmentLabel,
  environmentsNear,
  managedEnvironments,
} from "./environments";
import { jupyterDataFolders, type Surroundings } from "./jupyter-folders";
import { type Kernelspec, kernelspecsIn } from "./kernelspecs";
import { type PathPython, PathPythons } from "./path-pythons";

export interface Catalog {
  /** In the order in which they are offered. */
  readonly kernels: readonly StartableKernel[];
  /** What could not be used, a sentence each. */
  readonly problems: readonly string[];
}

export class KernelCatalog {
  readonly #pythons = new PathPythons();
  /** Everything found so far, by id. */
  readonly #known = new Map<string, StartableKernel>();

  constructor(private readonly surroundings: Surroundings) {}

  /**
   * Looks for kernels anew. First the environments of the open folder, then kernelspecs on the standard paths, then
   * everything else; kernels whose program is missing last.
   */
  async list(folder: string | null): Promise<Catalog> {
    const { env, home } = this.surroundings;
    const path = env.PATH ?? "";
    const [standard, near, managed, onPath] = await Promise.all([
      this.#standardSpecs(path),
      folder === null ? [] : environmentsNear(folder, home).then(environmentsAt),
      managedEnvironments(home, env).then(environmentsAt),
      this.#onPath(path),
    ]);
    const active = await environmentsAt(
      [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter((prefix) => prefix !== undefined),
    );
    const others = [...active, ...managed, ...onPath.environments];
    const all = uniqueBy([...near, ...others], ({ prefix }) => prefix);
    const inside = await this.#specsOfEnvironments(all, path);

    const taken = new Set(await Promise.all(standard.specs.map(({ program }) => programKey(program))));
    const kernels: StartableKernel[] = [];
    const add = async (environments: readonly Environment[]) => {
      for (const environment of environments) {
        const key = await programKey(environment.python);
        if (!environment.hasIpykernel || taken.has(key)) continue;
        taken.add(key);
        kernels.push(environmentKernel(environment, folder));
      }
    };
    await add(near);
    kernels.push(...standard.specs.map(({ kernel }) => kernel));
    await add(others);
    for (const { executable, prefix, version, ipykernel } of onPath.pythons) {
      const key = await programKey(executable);
      if (!ipykernel || taken.has(key)) continue;
      taken.add(key);
      kernels.push(
        pythonKernel(
          executable,
          `Python ${version} (${dirname(executable)})`,
          `Python in ${prefix}, on PATH`,
          {},
        ),
      );
    }
    kernels.push(...inside.specs.map(({ kernel }) => kernel));

    const missing = new Set(
      [...standard.specs, ...inside.specs].filter((each) => each.program === null).map((each) => each.kernel),
    );
    const offered = uniqueBy(
      [...kernels.filter((each) => !missing.has(each)), ...missing],
      ({ entry }) => entry.id,
    );
    for (const kernel of offered) this.#known.set(kernel.entry.id, kernel);
    return {
      kernels: offered,
      problems: [...standard.problems, ...inside.problems, ...withoutIpykernel(near)],
    };
  }

  /** The kernel of an id that `list` has given, now or in an earlier run. */
  async find(id: string, folder: string | null): Promise<StartableKernel | undefined> {
    return this.#known.get(id) ?? (await this.list(folder)).kernels.find(({ entry }) => entry.id === id);
  }

  async #standardSpecs(path: string) {
    const found = await Promise.all(
      jupyterDataFolders(this.surroundings).map((each) => kernelspecsIn(each, path)),
    );
    return {
      // A name that comes earlier hides the later ones: Jupyter's own rule.
      specs: uniqueBy(
        found.flatMap(({ specs }) => specs),
        ({ name }) => name,
      ),
      problems: [...new Set(found.flatMap(({ problems }) => problems))],
    };
  }

  /** Kernelspecs inside of environments, but for the one of the environment's own Python. */
  async #specsOfEnvironments(environments: readonly Environment[], path: string) {
    const standard = new Set(await Promise.all(jupyterDataFolders(this.surroundings).map(real)));
    const specs: Kernelspec[] = [];
    const problems: string[] = [];
    for (const { prefix, python } of environments) {
      const data = join(prefix, "share/jupyter");
      if (standard.has(await real(data))) continue;
      const found = await kernelspecsIn(data, path);
      const own = await programKey(python);
      for (const spec of found.specs) if ((await programKey(spec.program)) !== own) specs.push(spec);
      problems.push(...found.problems);
    }
    return { specs, problems };
  }

  async #onPath(path: string): Promise<{ environments: Environment[]; pythons: PathPython[] }> {
    const files = await this.#pythons.find(path);
    const environments: Environment[] = [];
    const asked = await Promise.all(
      files.map(async (file) => {
        const environment = await environmentAt(dirname(dirname(file)));
        if (!environment) return this.#pythons.ask(file);
        environments.push(environment);
        return undefined;
      }),
    );
    return { environments, pythons: asked.filter((python) => python !== undefined) };
  }
}

async function environmentsAt(prefixes: readonly string[]): Promise<Environment[]> {
  const found = await Promise.all(prefixes.map(environmentAt));
  return found.filter((environment) => environment !== undefined);
}

function environmentKernel(environment: Environment, openFolder: string | null): StartableKernel {
  const { prefix, python, version, conda } = environment;
  const name = `Python${version ? ` ${version}` : ""} (${environmentLabel(prefix, openFolder)})`;
  // As activating the environment does, so that "!pip" and subprocesses find its programs.
  const env = {
    [conda ? "CONDA_PREFIX" : "VIRTUAL_ENV"]: prefix,
    PATH: `${dirname(python)}${delimiter}\${PATH}`,
  };
  return pythonKernel(python, name, `${conda ? "conda" : "Python"} environment ${prefix}`, env);
}

function pythonKernel(
  python: string,
  displayName: string,
  origin: string,
  env: Record<string, string>,
): StartableKernel {
  return {
    entry: { id: `python:${python}`, displayName, language: "python", origin },
    launch: {
      argv: [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
      resourceDir: "",
      env,
      interruptMode: "signal",
      language: "python",
    },
  };
}

function withoutIpykernel(environments: readonly Environment[]): string[] {
  return environments
    .filter(({ hasIpykernel }) => !hasIpykernel)
    .map(
      ({ prefix, python }) =>
        `The environment ${prefix} has no ipykernel, so it cannot run code yet. Install it with: ${python} -m pip install ipykernel`,
    );
}

/** Tells interpreters apart: an environment's one is a link to another, so its folder counts and not its target. */
async function programKey(program: string | null): Promise<string> {
  return program === null ? "" : real(dirname(program)).then((folder) => `${folder} ${kindOf(program)}`);
}

function kindOf(program: string): string {
  const name = program.slice(dirname(program).length + 1).replace(/\.exe$/, "");
  return /^python(\d(\.\d+)?)?$/.test(name) ? "python" : name;
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
