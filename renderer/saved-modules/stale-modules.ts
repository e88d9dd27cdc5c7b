/**
 * Modules that a Python kernel has loaded from files that were saved since: asked of the kernel after each save, and again
 * when it has run something, for that may have loaded them anew.
 */
import { Disposables } from "../../preload/floor/disposables";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { baseName } from "../floor/paths";
import { createStore } from "../floor/store";
import { tellFailure } from "../kernels/kernel-actions";
import { configurations } from "../kernels/shell-configurations";
import type { ShellModel } from "../kernels/shell-model";

/** A saved file with the modules that a kernel has from it. */
export interface StaleFile {
  readonly file: string;
  /** As the kernel calls them, each with a word that changes when it is loaded anew. */
  readonly modules: readonly { readonly name: string; readonly load: string }[];
  /** False: the kernel could only be asked later, so that it may have loaded what was saved. */
  readonly sure: boolean;
}

/** A file's modules, loaded anew by code that says what that does not do. */
export function reloadCode(files: readonly StaleFile[]): string {
  const names = files.map(({ file }) => baseName(file)).join(", ");
  return [
    `# ${t("Loads {files} anew. Names taken from it before (from … import …), and objects made before, stay as they were.", { files: names })}`,
    ...files.flatMap(({ modules }) =>
      modules.map(
        ({ name }) => `__import__("importlib").reload(__import__("sys").modules[${JSON.stringify(name)}])`,
      ),
    ),
  ].join("\n");
}

/** What one shell's kernel has that was saved since. */
export class StaleModules {
  readonly files = createStore<readonly StaleFile[]>([]);
  /** Files that the kernel could not be asked about yet. */
  readonly #waiting = new Set<string>();
  #life: number | undefined;
  readonly #stops: Disposables;

  constructor(private readonly shell: ShellModel) {
    const { state } = shell;
    let before = state.get();
    this.#stops = new Disposables(
      shell.status.subscribe(() => this.#followLife()),
      state.subscribe(() => {
        const now = state.get();
        if (now === "idle" && before !== "idle") this.#lookAgain();
        before = now;
      }),
    );
    this.#followLife();
  }

  /** A file was saved. */
  saved(file: string): void {
    unawaited("asking for loaded modules", this.#ask(file, true));
  }

  /** Has the kernel load them anew; that stands in the shell. */
  async reload(): Promise<void> {
    const files = this.files.get();
    this.files.set([]);
    if (files.length > 0) await tellFailure(this.shell, () => this.shell.client.execute(reloadCode(files)));
  }

  /** They stay as they are until they are saved again. */
  dismiss(): void {
    this.files.set([]);
  }

  dispose(): void {
    this.#stops.dispose();
  }

  #followLife(): void {
    const life = this.shell.status.get()?.life;
    if (life === this.#life) return;
    this.#life = life;
    this.#waiting.clear();
    this.files.set([]);
  }

  #lookAgain(): void {
    for (const file of this.#waiting) unawaited("asking for loaded modules", this.#ask(file, false));
    for (const stale of this.files.get()) unawaited("asking for loaded modules", this.#lookAt(stale));
  }

  async #ask(file: string, sure: boolean): Promise<void> {
    this.#waiting.delete(file);
    const life = this.#life;
    const modules = await this.#modules(file);
    if (life !== this.#life || modules === undefined) return;
    if (modules === null) this.#waiting.add(file);
    else if (modules.length > 0) {
      this.files.set((now) => [...now.filter((each) => each.file !== file), { file, modules, sure }]);
      if (this.#isAutomatic) await this.reload();
    }
  }

  /** What was loaded anew by the user's own code is not told any more. */
  async #lookAt(stale: StaleFile): Promise<void> {
    const modules = await this.#modules(stale.file);
    if (!modules) return;
    const old = stale.modules.filter(({ name, load }) =>
      modules.some((each) => each.name === name && each.load === load),
    );
    if (old.length === stale.modules.length) return;
    this.files.set((now) =>
      now.flatMap((each) => (each !== stale ? [each] : old.length > 0 ? [{ ...each, modules: old }] : [])),
    );
  }

  /** Null: the kernel cannot say now; undefined: it is not there. */
  async #modules(file: string): Promise<StaleFile["modules"] | null | undefined> {
    const state = this.shell.state.get();
    if (state === "dead" || state === "disconnected" || state === "starting" || state === "restarting")
      return undefined;
    return this.shell.client.modules(file).catch(() => undefined);
  }

  get #isAutomatic(): boolean {
    const id = this.shell.info.get().configuration?.id;
    return configurations
      .get()
      .configurations.some((each) => each.id === id && each.savedModules === "reload");
  }
}
