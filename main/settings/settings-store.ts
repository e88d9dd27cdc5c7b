/** The user's settings: the contract's schema over settings.json, which people edit as well. */
import { copyFileSync, type FSWatcher, readFileSync, watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import type { Notice } from "../../preload/contract/requests";
import {
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsProblem,
  settings as settingsSchema,
} from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";
import { changedSettingsText, type ReadSettings, readSettingsText } from "./settings-text";

/** A change by others is read when nothing was written for so long, in ms. */
const QUIET_MS = 100;

export class SettingsStore {
  #text = "";
  #read: ReadSettings = { values: {}, problems: [], broken: false };
  #unreadable: string | null = null;
  #writing: Promise<void> = Promise.resolve();
  #written = true;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<(now: Settings) => void>();

  constructor(
    readonly file: string,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#take();
  }

  /** What was wrong when the file was read, for the window. */
  get notice(): Notice | undefined {
    if (this.#unreadable !== null)
      return {
        level: "warning",
        sentence: t("The {what} could not be read ({reason}); defaults are used.", {
          what: t("settings"),
          reason: this.#unreadable,
        }),
      };
    const [first] = this.#read.broken
      ? this.#read.problems
      : this.#read.problems.filter(({ unknown }) => !unknown);
    if (!first) return undefined;
    return {
      level: "warning",
      sentence: t("{file}, line {line}: {problem}", {
        file: basename(this.file),
        line: String(first.line),
        problem: first.sentence,
      }),
    };
  }

  /** What in the file cannot be used, from its top. */
  get problems(): readonly SettingsProblem[] {
    return this.#read.problems.map(({ name: _name, ...told }) => told);
  }

  /** All settings; one whose value in the file does not fit has its default. */
  get(): Settings {
    return v.parse(settingsSchema, this.#read.values);
  }

  /** Changes some settings, writes those that differ from the defaults, and tells the listeners. */
  change(some: Partial<Settings>): Settings {
    // What was written by hand a moment ago is not lost.
    this.#take();
    const now = v.parse(settingsSchema, { ...this.#read.values, ...some });
    const changes: Record<string, unknown> = {};
    for (const key of Object.keys(some) as (keyof Settings)[])
      changes[key] =
        JSON.stringify(now[key]) === JSON.stringify(DEFAULT_SETTINGS[key]) ? undefined : now[key];
    if (this.#read.broken) {
      this.#setAside();
      const { values } = this.#read;
      this.#set(changedSettingsText("", { ...values, ...changes }));
    } else this.#set(changedSettingsText(this.#text, changes));
    this.#writeSoon();
    this.#tell();
    return now;
  }

  /** Sees to it that the file is there to be opened. */
  async ensureFile(): Promise<void> {
    if (this.#text === "" && this.#unreadable === null) {
      this.#set(
        `// ${t("Settings of Tandem: what differs from the defaults. Saving this file is enough.")}\n{\n}\n`,
      );
      this.#writeSoon();
    }
    await this.settled();
  }

  /** Follows what others write into the file from now on; returns a function that stops it. */
  follow(): () => void {
    try {
      this.#watcher = watch(dirname(this.file), (_event, name) => {
        if (name !== null && name !== basename(this.file)) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          if (this.#written && this.#take()) this.#tell();
        }, QUIET_MS);
      });
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      // Where nothing can be watched the file is read at the next start.
    }
    return () => {
      clearTimeout(this.#timer);
      this.#watcher?.close();
    };
  }

  /** Calls `listener` after each change, also of what is wrong; returns a function that stops it. */
  onChange(listener: (now: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settled(): Promise<void> {
    return this.#writing;
  }

  #tell(): void {
    const now = this.get();
    for (const listener of [...this.#listeners]) listener(now);
  }

  #set(text: string): void {
    this.#text = text;
    this.#read = readSettingsText(text);
  }

  /** Reads the file, unless something of ours is about to be written. @returns whether it is another one */
  #take(): boolean {
    if (!this.#written) return false;
    let text = "";
    try {
      text = readFileSync(this.file, "utf8").replace(/^\ufeff/, "");
      this.#unreadable = null;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") {
        this.#unreadable = message;
        return false;
      }
    }
    if (text === this.#text) return false;
    this.#set(text);
    return true;
  }

  #setAside(): void {
    const time = new Date().toISOString().replace(/[-:]/g, "").replace(/\..*/, "");
    try {
      copyFileSync(this.file, this.file.replace(/(\.json)?$/, `.corrupt-${time}.json`));
    } catch (error) {
      this.onFailure(error);
    }
  }

  #writeSoon(): void {
    if (!this.#written) return;
    this.#written = false;
    this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    const text = this.#text;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeAtomically(this.file, text, { mode: 0o600 });
    } catch (error) {
      this.onFailure(error);
    }
    if (this.#text === text) this.#written = true;
    else await this.#write();
  }
}
