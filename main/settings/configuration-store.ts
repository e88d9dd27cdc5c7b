/** The user's shell configurations: those of configurations.json that this build understands, and what it does not. */

import * as v from "valibot";
import {
  type Configurations,
  MOST_CONFIGURATIONS,
  type ShellConfiguration,
  shellConfiguration,
} from "../../preload/contract/configurations";
import type { Notice } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";
import { JsonFile } from "./json-file";

type Entry = Record<string, unknown>;

/** What a newer version wrote is kept, in the file as in each entry; so is an entry that this one cannot read. */
const configurationsFile = v.looseObject({
  configurations: v.array(v.record(v.string(), v.unknown())),
  defaults: v.optional(v.record(v.string(), v.string()), {}),
});

export class ConfigurationStore {
  readonly #file: JsonFile<v.InferOutput<typeof configurationsFile>>;
  readonly #listeners = new Set<(now: Configurations) => void>();
  /** What was set right when the file was read, or cannot be used, for the window. */
  readonly notice: Notice | undefined;

  constructor(file: string, onFailure: (error: unknown) => void) {
    const none = { configurations: [], defaults: {} };
    this.#file = new JsonFile(file, configurationsFile, none, "shell configurations", onFailure);
    this.notice = this.#file.notice ?? unusableNotice(this.#file.value.configurations, file);
  }

  /** All that can be used, in the user's order. */
  get(): Configurations {
    const { configurations, defaults } = this.#file.value;
    const usable = configurations.flatMap((entry) => read(entry));
    const ids = new Set(usable.map(({ id }) => id));
    return {
      configurations: usable,
      defaults: Object.fromEntries(Object.entries(defaults).filter(([, id]) => ids.has(id))),
    };
  }

  find(id: string): ShellConfiguration | undefined {
    return this.get().configurations.find((each) => each.id === id);
  }

  /**
   * Adds one, or changes the one of its id.
   * @param at its place among those that can be used, from 0; absent: where it is, or the end
   * @throws UserError when another one has its name, or there are too many
   */
  save(configuration: ShellConfiguration, at?: number): Configurations {
    const { configurations } = this.get();
    const others = configurations.filter(({ id }) => id !== configuration.id);
    if (others.some(({ name }) => name === configuration.name))
      throw new UserError(
        t("There is another configuration named “{name}”: choose another name.", {
          name: configuration.name,
        }),
      );
    if (others.length >= MOST_CONFIGURATIONS)
      throw new UserError(
        t("There can be at most {count} configurations: delete one first.", { count: MOST_CONFIGURATIONS }),
      );
    const entries = [...this.#file.value.configurations];
    const place = entries.findIndex(({ id }) => id === configuration.id);
    const entry: Entry = { ...entries[place], ...configuration };
    if (at === undefined && place >= 0) entries[place] = entry;
    else {
      if (place >= 0) entries.splice(place, 1);
      const before = at === undefined ? undefined : others[at];
      const to = before ? entries.findIndex(({ id }) => id === before.id) : entries.length;
      entries.splice(to, 0, entry);
    }
    return this.#change({ configurations: entries });
  }

  /** Takes one away, also as a default. */
  delete(id: string): Configurations {
    const { configurations, defaults } = this.#file.value;
    return this.#change({
      configurations: configurations.filter((entry) => entry["id"] !== id),
      defaults: Object.fromEntries(Object.entries(defaults).filter(([, each]) => each !== id)),
    });
  }

  /**
   * Makes one the default of a folder; null: the folder has none.
   * @throws UserError when there is no such configuration
   */
  setDefault(folder: string, id: string | null): Configurations {
    if (id !== null && !this.find(id)) throw new UserError(t("This configuration is not there any more."));
    const { [folder]: _before, ...others } = this.#file.value.defaults;
    return this.#change({ defaults: id === null ? others : { ...others, [folder]: id } });
  }

  /** Calls `listener` after each change; returns a function that stops it. */
  onChange(listener: (now: Configurations) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settled(): Promise<void> {
    return this.#file.settled();
  }

  #change(some: Partial<v.InferOutput<typeof configurationsFile>>): Configurations {
    this.#file.set({ ...this.#file.value, ...some });
    const now = this.get();
    for (const listener of [...this.#listeners]) listener(now);
    return now;
  }
}

function read(entry: Entry): ShellConfiguration[] {
  const parsed = v.safeParse(shellConfiguration, entry);
  return parsed.success ? [parsed.output] : [];
}

function unusableNotice(entries: readonly Entry[], file: string): Notice | undefined {
  const unusable = entries.filter((entry) => read(entry).length === 0);
  if (unusable.length === 0) return undefined;
  const names = unusable.map(({ name, id }) => `“${String(name ?? id ?? t("without a name"))}”`).join(", ");
  return {
    level: "warning",
    sentence: t(
      unusable.length === 1
        ? "The shell configuration {names} in {file} cannot be used by this version of Tandem. What is not understood stays in the file."
        : "The shell configurations {names} in {file} cannot be used by this version of Tandem. What is not understood stays in the file.",
      { names, file },
    ),
  };
}
