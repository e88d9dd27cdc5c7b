/** All kernels that can be started: kernelspecs, Python interpreters and the built-in ones, each once. */

import { realpath } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { UserError } from "../../floor/user-error";
import {
  attachedPython,
  type BuiltinPrograms,
  isAttached,
  javascriptKernel,
  plainPythonKernel,
  runsPlain,
} from "./builtin-kernels";
import { FolderWatch } from "./folder-watch";
import { type FoundPython, findPythons, pythonAt } from "./found-pythons";
import { Interpreters } from "./interpreters";
import { jupyterDataFolders, type Surroundings } from "./jupyter-folders";
import { type Memory, type RememberedCatalog, readMemory, writeMemory } from "./kernel-memory";
import { type Kernelspec, kernelspecsIn, readKernelspec } from "./kernelspecs";
import type { StartableKernel } from "./startable-kernel";

/** A list that takes longer is answered from memory and looked after behind, in ms. */
const PATIENCE_MS = 300;

export interface Catalog {
  /** In the order in which they are offered. */
  readonly kernels: readonly StartableKernel[];
  /** What could not be used, a sentence each. */
  readonly problems: readonly string[];
}

export interface CatalogOptions {
  /** The built-in kernels' programs; without them they are not listed. */
  readonly builtin?: BuiltinPrograms;
  /** File that keeps what was found between runs. */
  readonly memory?: string;
}

export class KernelCatalog {
  readonly #memory: Promise<Memory>;
  readonly #interpreters: Promise<Interpreters>;
  readonly #listeners = new Set<(folder: string | null) => void>();
  readonly #watch = new FolderWatch(() => unawaited("looking for kernels again", this.lookAgain(this.#last)));
  /** Lists by folder as they were found last, the newest last. */
  readonly #found = new Map<string, RememberedCatalog>();
  readonly #given = new Map<string, Catalog>();
  /** Searches under way. */
  readonly #looking = new Map<string, Promise<Catalog>>();
  /** Everything found so far, by id. */
  readonly #known = new Map<string, StartableKernel>();
  #disposed = false;
  #last: string | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly options: CatalogOptions = {},
  ) {
    this.#memory = readMemory(options.memory);
    this.#interpreters = this.#memory.then(({ interpreters, lists }) => {
      for (const [folder, list] of lists) this.#found.set(folder, list);
      return new Interpreters(interpreters);
    });
  }

  /**
   * Calls `listener` when the list of a folder (null: of none) is another than the one that was given last; returns a
   * function that stops it.
   */
  onChange(listener: (folder: string | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The kernels that there are. Looks for them anew; where that takes long, the list of last time is given and
   * `onChange` tells when there is another. Order: what runs in ipykernel or has a kernelspec (environments of the open
   * folder first, also those with plain Python), plain Python where there is no ipykernel, JavaScript, plain Python on the others; kernels whose
   * program is missing last.
   */
  async list(folder: string | null): Promise<Catalog> {
    this.#last = folder;
    await this.#interpreters;
    const looking = this.#look(folder);
    const remembered = this.#found.get(folder ?? "");
    const list = remembered ? await Promise.race([looking, after(PATIENCE_MS, remembered)]) : await looking;
    this.#given.set(folder ?? "", list);
    for (const kernel of list.kernels) this.#known.set(kernel.entry.id, kernel);
    unawaited(
      "comparing the kernels that were found",
      looking.then((found) => this.#compare(folder, found)),
    );
    return list;
  }

  /** The kernel of an id that `list` has given, now or in an earlier run. */
  async find(id: string, folder: string | null): Promise<StartableKernel | undefined> {
    const { builtin } = this.options;
    if (builtin && isAttached(id)) return attachedPython(builtin, id);
    const kernels =
      this.#known.get(id) ?? (await this.list(folder)).kernels.find(({ entry }) => entry.id === id);
    return kernels ?? (await this.#look(folder)).kernels.find(({ entry }) => entry.id === id);
  }

  /** The Pythons that there are, in the order of their use. */
  async pythons(folder: string | null): Promise<readonly FoundPython[]> {
    return (await findPythons(this.surroundings, await this.#interpreters, folder)).pythons;
  }

  /** Looks for kernels after something was installed; `onChange` tells when there are others. */
  async lookAgain(folder: string | null): Promise<void> {
    // A search that is under way may have passed by what is new.
    await this.#looking.get(folder ?? "");
    this.#compare(folder, await this.#look(folder));
  }

  /**
   * The kernel of a path that the user has named: an interpreter or an environment's folder (its ipykernel, else plain
   * Python), a kernelspec's folder, or its kernel.json.
   * @throws UserError when none can be started there
   */
  async at(path: string): Promise<StartableKernel> {
    const { builtin } = this.options;
    const folder = basename(path) === "kernel.json" ? dirname(path) : path;
    const { spec, problem } = await readKernelspec(
      folder,
      basename(folder),
      this.surroundings.env.PATH ?? "",
    );
    if (spec && !problem) return spec.kernel;
    if (problem !== undefined) throw new UserError(problem);
    const python = await pythonAt(path, await this.#interpreters);
    if (typeof python === "string") throw new UserError(python);
    if (python.hasIpykernel) return ipykernelOf(python);
    const { version } = python.interpreter;
    if (!builtin || !runsPlain(version))
      throw new UserError(
        t("{path} is Python {version}, which is too old for Tandem without ipykernel in it.", {
          path,
          version,
        }),
      );
    return plainPythonKernel(builtin, python.python, namesOf(python, "Plain Python"), activation(python));
  }

  /** Stops watching; resolves when the memory is written. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#watch.dispose();
    await this.#writing;
  }

  /** Looks for kernels, once at a time for each folder. */
  #look(folder: string | null): Promise<Catalog> {
    const key = folder ?? "";
    const looking = this.#looking.get(key) ?? this.#search(folder).finally(() => this.#looking.delete(key));
    this.#looking.set(key, looking);
    return looking;
  }

  #compare(folder: string | null, found: Catalog): void {
    const given = this.#given.get(folder ?? "");
    if (!given || isDeepStrictEqual(plain(given), plain(found))) return;
    this.#given.set(folder ?? "", found);
    for (const kernel of found.kernels) this.#known.set(kernel.entry.id, kernel);
    for (const listener of this.#listeners) listener(folder);
  }

  async #search(folder: string | null): Promise<Catalog> {
    const interpreters = await this.#interpreters;
    const [standard, found] = await Promise.all([
      this.#standardSpecs(),
      findPythons(this.surroundings, interpreters, folder),
    ]);
    const inside = await this.#specsOfPythons(found.pythons);
    const taken = new Set(await Promise.all(standard.specs.map(({ program }) => programKey(program))));
    const own = new Set<FoundPython>();
    for (const python of found.pythons)
      if (python.hasIpykernel && !taken.has(await programKey(python.python))) own.add(python);
    const list = this.#inOrder(found.pythons, own, standard.specs, inside.specs);
    const problems = [...standard.problems, ...inside.problems, ...found.problems];
    const catalog = { kernels: list, problems };
    if (this.#disposed) return catalog;
    this.#watch.set([
      ...jupyterDataFolders(this.surroundings).flatMap((data) => [data, join(data, "kernels")]),
      ...found.folders,
    ]);
    this.#remember(folder, catalog, interpreters);
    return catalog;
  }

  /** @param own those to be offered with their ipykernel */
  #inOrder(
    pythons: readonly FoundPython[],
    own: ReadonlySet<FoundPython>,
    standard: readonly Kernelspec[],
    inside: readonly Kernelspec[],
  ): StartableKernel[] {
    const { builtin } = this.options;
    const withIpykernel = (near: boolean) =>
      pythons.filter((python) => own.has(python) && python.near === near).map(ipykernelOf);
    const plainOn = (hasIpykernel: boolean, near?: boolean) =>
      builtin
        ? pythons
            .filter((python) => python.hasIpykernel === hasIpykernel && runsPlain(python.interpreter.version))
            .filter((python) => near === undefined || python.near === near)
            .map((python) =>
              plainPythonKernel(builtin, python.python, plainNames(python), activation(python)),
            )
        : [];
    const missing = new Set(
      [...standard, ...inside].filter((each) => each.program === null).map((each) => each.kernel),
    );
    const kernels = [
      ...withIpykernel(true),
      // The open folder's own environment comes before what belongs to no folder, also without ipykernel.
      ...plainOn(false, true),
      ...standard.map(({ kernel }) => kernel),
      ...withIpykernel(false),
      ...inside.map(({ kernel }) => kernel),
      ...plainOn(false),
      ...(builtin ? [javascriptKernel(builtin)] : []),
      ...plainOn(true),
    ];
    return uniqueBy([...kernels.filter((each) => !missing.has(each)), ...missing], ({ entry }) => entry.id);
  }

  async #standardSpecs() {
    const path = this.surroundings.env.PATH ?? "";
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

  /** Kernelspecs beside Pythons, but for the one of that Python itself. */
  async #specsOfPythons(pythons: readonly FoundPython[]) {
    const path = this.surroundings.env.PATH ?? "";
    const known = new Set(await Promise.all(jupyterDataFolders(this.surroundings).map(real)));
    const specs: Kernelspec[] = [];
    const problems: string[] = [];
    for (const { prefix, python } of pythons) {
      const data = join(prefix, "share/jupyter");
      const key = await real(data);
      if (known.has(key)) continue;
      known.add(key);
      const found = await kernelspecsIn(data, path);
      const own = await programKey(python);
      for (const spec of found.specs) if ((await programKey(spec.program)) !== own) specs.push(spec);
      problems.push(...found.problems);
    }
    return { specs, problems };
  }

  #remember(folder: string | null, catalog: RememberedCatalog, interpreters: Interpreters): void {
    const before = this.#found.get(folder ?? "");
    this.#found.delete(folder ?? "");
    this.#found.set(folder ?? "", catalog);
    const { memory } = this.options;
    if (memory === undefined || (before && isDeepStrictEqual(plain(before), plain(catalog)))) return;
    const content = { interpreters: interpreters.remembered, lists: [...this.#found] };
    this.#writing = this.#writing.then(() => writeMemory(memory, content));
  }
}

function ipykernelOf(found: FoundPython): StartableKernel {
  return {
    entry: { id: `python:${found.python}`, ...namesOf(found, "Python"), language: "python" },
    launch: {
      argv: [found.python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
      resourceDir: "",
      ...activation(found),
      interruptMode: "signal",
      ...(found.encrypts && { curve: true }),
      language: "python",
    },
  };
}

function namesOf({ interpreter, kind, label, reason }: FoundPython, what: string) {
  const { version, architecture } = interpreter;
  const byFile = kind === "installation" && !label.includes("/") && !label.includes("\\");
  const shown = byFile ? version : (/^\d+\.\d+/.exec(version)?.[0] ?? "");
  const exactly = [version, architecture].filter((part) => part !== "").join(" ");
  return {
    displayName: `${what}${shown ? ` ${shown}` : ""} (${label})`,
    origin: exactly === "" ? reason : `${reason}; ${exactly}`,
  };
}

/** As `namesOf`; of an environment of the open folder it is said why it runs plain Python. */
function plainNames(python: FoundPython) {
  const names = namesOf(python, "Plain Python");
  if (!python.near || python.hasIpykernel) return names;
  return {
    ...names,
    origin: t("{origin}; plain Python, as ipykernel is not in it", { origin: names.origin }),
  };
}

/** As activating the environment does, so that "!pip" and subprocesses find its programs. */
function activation({ kind, prefix, python }: FoundPython): Pick<StartableKernel["launch"], "env" | "conda"> {
  if (kind === "installation") return { env: {} };
  // The values are templates, in which a path stands as it is written.
  const asWritten = (path: string) => path.replaceAll("$", "$$$$");
  const env = {
    [kind === "conda" ? "CONDA_PREFIX" : "VIRTUAL_ENV"]: asWritten(prefix),
    PATH: `${asWritten(dirname(python))}${delimiter}\${PATH}`,
  };
  return kind === "conda" ? { env, conda: prefix } : { env };
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

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
}

/** As it would come back from a file. */
function plain({ kernels, problems }: Catalog): unknown {
  return JSON.parse(JSON.stringify({ kernels, problems }));
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
