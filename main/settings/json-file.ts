/** A small JSON file of the profile: checked when read, set aside when broken, replaced in one step when written. */

import { readFileSync, renameSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import type { Notice } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";

export class JsonFile<T> {
  #value: T;
  #writing: Promise<void> = Promise.resolve();
  #written = true;
  /** What had to be set right while reading. */
  readonly notice: Notice | undefined;

  /**
   * Reads the file, once. Where it is not there, or is not what `schema` wants, `initial` is used, and a broken file
   * is kept beside it as `<name>.corrupt-<time>.json`.
   * @param what what the file holds, for the sentence, e.g. "breakpoints"
   */
  constructor(
    private readonly file: string,
    schema: v.GenericSchema<unknown, T>,
    initial: T,
    what: "shell configurations" | "list of what was used last" | "window's layout" | "breakpoints",
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#value = initial;
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") {
        this.notice = {
          level: "warning",
          sentence: t("The {what} could not be read ({reason}); defaults are used.", {
            what: t(what),
            reason: message,
          }),
        };
      }
      return;
    }
    try {
      this.#value = v.parse(schema, JSON.parse(text));
    } catch {
      const time = new Date().toISOString().replace(/[-:]/g, "").replace(/\..*/, "");
      const aside = file.replace(/(\.json)?$/, `.corrupt-${time}.json`);
      try {
        renameSync(file, aside);
        this.notice = {
          level: "warning",
          sentence: t(
            "The {what} could not be understood; defaults are used. The old file is kept as {name} in {dirname}.",
            { what: t(what), name: basename(aside), dirname: dirname(aside) },
          ),
        };
      } catch (error) {
        const { message } = error as Error;
        this.notice = {
          level: "warning",
          sentence: t(
            "The {what} in {file} could not be understood nor be set aside ({reason}); defaults are used.",
            { what: t(what), file, reason: message },
          ),
        };
      }
    }
  }

  get value(): T {
    return this.#value;
  }

  /** Sets the value and writes it soon; several changes at once are one write. */
  set(value: T): void {
    this.#value = value;
    if (!this.#written) return;
    this.#written = false;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves when everything set has been written, or could not be. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #write(): Promise<void> {
    this.#written = true;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeAtomically(this.file, `${JSON.stringify(this.#value, null, 2)}\n`, { mode: 0o600 });
    } catch (error) {
      this.onFailure(error);
    }
  }
}
