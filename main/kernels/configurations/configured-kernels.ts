/** Shell configurations with their kernels found, and the sessions that were started with one, which follow its changes. */

import type { ConfigurationDoubt, ShellConfiguration } from "../../../preload/contract/configurations";
import type { SessionInfo } from "../../../preload/contract/sessions";
import { t } from "../../../preload/texts/texts";
import { UserError } from "../../floor/user-error";
import type { ConfigurationStore } from "../../settings/configuration-store";
import type { KernelCatalog } from "../discovery/kernel-catalog";
import type { ConfiguredKernel, StartableKernel } from "../discovery/startable-kernel";
import type { Supervisor } from "../hosts/supervisor";
import { checkConfiguration, kernelPathProblem } from "./check";
import { configuredPath } from "./configured-path";
import { resolveConfiguration, revisionOf } from "./resolve";

export interface ConfiguredKernelsOptions {
  readonly store: ConfigurationStore;
  readonly catalog: KernelCatalog;
  readonly supervisor: Supervisor;
  readonly home: string;
  readonly log: (line: string) => void;
}

export class ConfiguredKernels {
  /** One pass over the sessions at a time: a later one sees what the one before has written. */
  #passing: Promise<void> = Promise.resolve();

  constructor(private readonly options: ConfiguredKernelsOptions) {}

  /**
   * Starts a session with a configuration.
   * @param base the folder that its relative paths belong to
   * @throws UserError when the configuration or its kernel is not there, or the host does not come up
   */
  async start(id: string, base: string): Promise<SessionInfo> {
    const configuration = this.options.store.find(id);
    if (!configuration) throw new UserError(t("This configuration is not there any more."));
    const { kernel, cwd, launch } = await this.#resolve(configuration, base);
    return this.options.supervisor.start(kernel, cwd, launch);
  }

  /** What of a configuration will not work, for beside its fields. */
  async check(configuration: ShellConfiguration, base: string): Promise<ConfigurationDoubt[]> {
    const { home } = this.options;
    const { kernel } = configuration;
    if (kernel.kind === "path") {
      // It may be half a path, or any program: it is started only by whoever starts a shell.
      const problem = await kernelPathProblem(kernel.path, configuredPath(kernel.path, base, home));
      const doubts: ConfigurationDoubt[] =
        problem === undefined ? [] : [{ field: "kernel", sentence: problem }];
      return [...doubts, ...(await checkConfiguration(configuration, undefined, base, home))];
    }
    const found = await this.options.catalog.find(kernel.kernelId, base);
    const doubts: ConfigurationDoubt[] = found
      ? []
      : [{ field: "kernel", sentence: goneSentence(kernel.label) }];
    return [...doubts, ...(await checkConfiguration(configuration, found?.entry.language, base, home))];
  }

  /**
   * Has the sessions whose configuration was changed restart with what it is now. Resolves when that is written. A
   * configuration whose kernel is not there, or has another language, is left for new shells.
   */
  follow(): Promise<void> {
    this.#passing = this.#passing.then(() => this.#follow());
    return this.#passing;
  }

  async #follow(): Promise<void> {
    const { store, supervisor, log } = this.options;
    for (const { id, configuration: present, language } of supervisor.list()) {
      const configuration = present && store.find(present.id);
      if (!configuration || revisionOf(configuration) === present.revision) continue;
      try {
        const base = (await supervisor.folder(id).launch())?.configuration?.base ?? this.options.home;
        const resolved = await this.#resolve(configuration, base);
        if (resolved.kernel.entry.language === language) await supervisor.reconfigure(id, resolved);
      } catch (error) {
        log(`session ${id} does not follow its configuration: ${(error as Error).message}`);
      }
    }
  }

  async #resolve(configuration: ShellConfiguration, base: string): Promise<ConfiguredKernel> {
    const kernel = await this.#kernel(configuration, base);
    return resolveConfiguration(configuration, kernel, base, this.options.home);
  }

  async #kernel({ kernel }: ShellConfiguration, base: string): Promise<StartableKernel> {
    const { catalog, home } = this.options;
    if (kernel.kind === "listed") {
      const found = await catalog.find(kernel.kernelId, base);
      if (found) return found;
      throw new UserError(goneSentence(kernel.label));
    }
    if (kernel.path === "") throw new UserError(t("Name the interpreter or the kernelspec."));
    return catalog.at(configuredPath(kernel.path, base, home));
  }
}

function goneSentence(kernel: string): string {
  return t("The kernel {kernel} is not there any more: choose another one for this configuration.", {
    kernel,
  });
}
