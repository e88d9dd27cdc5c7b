/** The user's settings: the contract's schema over settings.json. */
import * as v from "valibot";
import { DEFAULT_SETTINGS, type Settings, settings as settingsSchema } from "../../preload/contract/settings";
import { JsonFile } from "./json-file";

/** Keys that this build does not know are kept: a newer one may have written them. */
const settingsFile = v.pipe(
  v.unknown(),
  v.check((content) => !Array.isArray(content)),
  v.record(v.string(), v.unknown()),
);

export class SettingsStore {
  readonly #file: JsonFile<Record<string, unknown>>;
  readonly #listeners = new Set<(now: Settings) => void>();

  constructor(file: string, onFailure: (error: unknown) => void) {
    this.#file = new JsonFile(file, settingsFile, {}, "settings", onFailure);
  }

  /** What was set right when the file was read, for the window. */
  get notice() {
    return this.#file.notice;
  }

  /** All settings; one whose value in the file does not fit has its default. */
  get(): Settings {
    return v.parse(settingsSchema, this.#file.value);
  }

  /** Changes some settings, writes those that differ from the defaults, and tells the listeners. */
  change(some: Partial<Settings>): Settings {
    const now = v.parse(settingsSchema, { ...this.#file.value, ...some });
    const content: Record<string, unknown> = { ...this.#file.value };
    for (const key of Object.keys(now) as (keyof Settings)[]) {
      if (JSON.stringify(now[key]) === JSON.stringify(DEFAULT_SETTINGS[key])) delete content[key];
      else content[key] = now[key];
    }
    this.#file.set(content);
    for (const listener of [...this.#listeners]) listener(now);
    return now;
  }

  /** Calls `listener` after each change; returns a function that stops it. */
  onChange(listener: (now: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settled(): Promise<void> {
    return this.#file.settled();
  }
}
