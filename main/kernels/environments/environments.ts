/** Jobs on environments: begun by a window, run to their end whatever becomes of it. */

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type {
  EnvironmentJob,
  EnvironmentOffer,
  EnvironmentTask,
  EnvironmentWays,
} from "../../../preload/contract/environments";
import { t } from "../../../preload/texts/texts";
import { UserError } from "../../floor/user-error";
import type { Surroundings } from "../discovery/jupyter-folders";
import type { KernelCatalog } from "../discovery/kernel-catalog";
import { isProgram } from "../discovery/kernelspecs";
import { findConda, findUv, toolEnvironment } from "./environment-programs";
import { inspectEnvironment, type PythonEnvironment } from "./inspection";
import { howToInstall, type Step, type Tools } from "./installing";
import { Job, type JobEnd } from "./job";
import { howToMake, isTaken, pythonOf, waysToMake } from "./making";
import { packageOf } from "./package-names";

/** Jobs that are over are kept for windows that ask later: so many. */
const JOBS_KEPT = 20;
/** At the app's end a tool has so long to tidy up, and the whole of its job so long to be over, in ms. */
const END_TIDY_MS = 500;
const END_MS = 5_000;

export class Environments {
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(job: EnvironmentJob) => void>();
  #disposed = false;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly catalog: KernelCatalog,
  ) {}

  /** Calls `listener` with each job that changes, and its new lines; returns a function that stops it. */
  onChange(listener: (job: EnvironmentJob) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All jobs, oldest first, with their last lines. */
  list(): EnvironmentJob[] {
    return [...this.#jobs.values()].map((job) => job.whole);
  }

  /** What can be installed into a kernel's environment; null where it is not a Python's that can be used. */
  async offer(kernelId: string, folder: string | null, module?: string): Promise<EnvironmentOffer | null> {
    const python = await this.#pythonOf(kernelId, folder);
    if (python === undefined) return null;
    const found = await this.#inspect(python, folder);
    if ("broken" in found) return null;
    const how = howToInstall(found, await this.#tools(found.prefix));
    const from = found.kind === "conda" && how.installer !== "pip" ? "conda" : "PyPI";
    return {
      environment: found.label,
      prefix: found.prefix,
      installer: how.installer,
      ...(how.installer === null ? { sentence: how.sentence } : {}),
      hasIpykernel: found.hasIpykernel,
      package: module === undefined ? null : (packageOf(module, from) ?? null),
    };
  }

  /** How an environment can be made in a folder. */
  async ways(folder: string): Promise<EnvironmentWays> {
    const [tools, pythons] = await Promise.all([this.#tools(), this.catalog.pythons(folder)]);
    return waysToMake(folder, tools, pythons);
  }

  /**
   * Begins a job; `onChange` tells how it goes on.
   * @throws UserError where it cannot even be begun
   */
  async begin(task: EnvironmentTask): Promise<EnvironmentJob> {
    if (this.#disposed) throw new UserError(t("Tandem is ending."));
    const job =
      task.kind === "create environment" ? await this.#creation(task) : await this.#installation(task);
    this.#jobs.set(job.id, job);
    const over = [...this.#jobs.values()].filter(({ running }) => !running);
    for (const { id } of over.slice(0, Math.max(0, this.#jobs.size - JOBS_KEPT))) this.#jobs.delete(id);
    job.start();
    return job.whole;
  }

  /** Ends a job's tool with all that it has started; a job that is over, or none, is left alone. */
  async cancel(id: string): Promise<void> {
    await this.#jobs.get(id)?.cancel();
  }

  /** Cancels what runs: the app ends, and waits for no tool. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const over = Promise.all([...this.#jobs.values()].map((job) => job.cancel(END_TIDY_MS)));
    await Promise.race([over, pause(END_MS, undefined, { ref: false })]);
  }

  async #installation(
    task: Extract<EnvironmentTask, { kind: "install ipykernel" | "install package" }>,
  ): Promise<Job> {
    const { kernelId, folder } = task;
    const python = await this.#pythonOf(kernelId, folder);
    if (python === undefined)
      throw new UserError(t("This kernel has no Python environment that packages could be installed into."));
    const found = await this.#inspect(python, folder);
    if ("broken" in found)
      throw new UserError(t("{python} cannot be used: {broken}.", { python, broken: found.broken }));
    this.#refuseTwo(found.prefix);
    const what = task.kind === "install ipykernel" ? "ipykernel" : task.package;
    return this.#job(
      task,
      t("Installing {what} into {label}", { what, label: found.label }),
      found.label,
      found.prefix,
      what,
      async (run) => {
        const failed = await this.#install(found, what, run);
        if (failed) return failed;
        const started = await this.#kernelOn(found.python, folder);
        return {
          state: "done",
          sentence: t("{what} is installed in {label}.", { what, label: found.label }),
          kernelId: task.kind === "install ipykernel" ? (started ?? kernelId) : kernelId,
        };
      },
    );
  }

  async #creation(task: Extract<EnvironmentTask, { kind: "create environment" }>): Promise<Job> {
    const { folder, name, maker, python, ipykernel } = task;
    const prefix = join(folder, name);
    this.#refuseTwo(prefix);
    if (await isTaken(prefix))
      throw new UserError(t("There is {name} in {folder} already. Choose another name.", { name, folder }));
    const tools = await this.#tools();
    const { makers } = await this.ways(folder);
    const known = makers.find((one) => one.maker === maker)?.pythons.some((one) => one.python === python);
    const step = known ? howToMake(maker, prefix, python, tools) : undefined;
    if (!step)
      throw new UserError(
        t("{maker} cannot make an environment with {python} here any more. Choose again.", { maker, python }),
      );
    return this.#job(
      task,
      t("Creating {name} in {folder}", { name, folder }),
      name,
      prefix,
      `Python ${python}`,
      async (run) => {
        const end = await run([step]);
        if (end) {
          // Nothing stood there before.
          await rm(prefix, { recursive: true, force: true, maxRetries: 5 });
          return end;
        }
        const made = pythonOf(prefix, maker);
        if (!(await isProgram(made)))
          return {
            state: "failed",
            sentence: t("{maker} made {name}, but there is no Python in it.", { maker, name }),
          };
        const found = ipykernel ? await this.#inspect(made, folder) : undefined;
        const failed =
          found && !("broken" in found) ? await this.#install(found, "ipykernel", run) : undefined;
        // Nobody waits for what it could be used for.
        if (this.#disposed && failed) return failed;
        const kernelId = await this.#kernelOn(made, folder);
        const usable = kernelId === undefined ? {} : { kernelId };
        // The environment is there all the same.
        if (failed)
          return {
            ...failed,
            sentence: t("{name} was made, but without ipykernel. {sentence}", {
              name,
              sentence: failed.sentence,
            }),
            ...usable,
          };
        return { state: "done", sentence: t("{name} is ready in {folder}.", { name, folder }), ...usable };
      },
    );
  }

  /** Undefined when it is installed, else how that ended. */
  async #install(
    environment: PythonEnvironment,
    what: string,
    run: (steps: readonly Step[]) => Promise<JobEnd | undefined>,
  ): Promise<JobEnd | undefined> {
    const how = howToInstall(environment, await this.#tools(environment.prefix));
    if (how.installer === null) return { state: "failed", sentence: how.sentence };
    return run(how.install([what]));
  }

  #job(
    task: EnvironmentTask,
    title: string,
    environment: string,
    prefix: string,
    what: string,
    work: ConstructorParameters<typeof Job>[1],
  ): Job {
    return new Job(
      {
        id: randomBytes(8).toString("hex"),
        task,
        title,
        environment,
        prefix,
        what,
        env: toolEnvironment(this.surroundings.env),
        cwd: this.surroundings.home,
        changed: (job) => {
          for (const listener of [...this.#listeners]) listener(job);
        },
      },
      work,
    );
  }

  /** Two tools in one environment at once spoil it. */
  #refuseTwo(prefix: string): void {
    const other = [...this.#jobs.values()].find((job) => job.running && job.prefix === prefix);
    if (other)
      throw new UserError(
        t("{title} is not finished yet. Wait for it, or cancel it.", { title: other.whole.title }),
      );
  }

  /** Interpreter of a kernel that discovery has found: nothing else is ever started. */
  async #pythonOf(kernelId: string, folder: string | null): Promise<string | undefined> {
    const kernel = await this.catalog.find(kernelId, folder);
    if (kernel?.entry.language !== "python") return undefined;
    const [, named] = /^(?:python|plain):(.+)$/s.exec(kernel.entry.id) ?? [];
    const [program = ""] = kernel.launch.argv;
    const python = named ?? (/[\\/](?:python|pypy)[\d.]*(?:\.exe)?$/.test(program) ? program : undefined);
    return python !== undefined && (await isProgram(python)) ? python : undefined;
  }

  /** The kernel that an interpreter can run now: ipykernel where it is there. */
  async #kernelOn(python: string, folder: string | null): Promise<string | undefined> {
    await this.catalog.lookAgain(folder);
    for (const id of [`python:${python}`, `plain:${python}`]) {
      const kernel = await this.catalog.find(id, folder);
      if (kernel) return kernel.entry.id;
    }
    const { kernels } = await this.catalog.list(folder);
    return kernels.find(({ launch }) => launch.argv[0] === python)?.entry.id;
  }

  #inspect(python: string, folder: string | null) {
    return inspectEnvironment(python, folder, this.surroundings.env);
  }

  async #tools(prefix?: string): Promise<Tools> {
    const [uv, conda] = await Promise.all([findUv(this.surroundings), findConda(this.surroundings, prefix)]);
    return { uv, conda };
  }
}
