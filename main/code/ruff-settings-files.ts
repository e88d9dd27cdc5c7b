/** Answers for Ruff's settings, and tells when the files that they were read from change. */
import { homedir } from "node:os";
import { join } from "node:path";
import type { RuffSettings } from "../../preload/contract/ruff";
import { Watcher } from "../files/watch";
import { settingsFor } from "./ruff-settings";

/** So many files' settings are watched: those that were asked for last. */
const MOST_WATCHED = 40;

/** Where Ruff looks for the user's own settings. */
function userFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === "win32") return join(env.APPDATA ?? homedir(), "ruff");
  return join(env.XDG_CONFIG_HOME || join(homedir(), ".config"), "ruff");
}

export class RuffSettingsFiles {
  readonly #watcher: Watcher;
  /** What to watch for each file that was asked for, the last one last. */
  readonly #asked = new Map<string, readonly string[]>();

  /** @param onChange called when an answer may be another now */
  constructor(onChange: () => void) {
    this.#watcher = new Watcher({ onFile: onChange, onFolder: () => {} });
  }

  /** The settings for a Python file. Never rejects for what stands in files. */
  async for(path: string): Promise<RuffSettings> {
    const { settings, watched } = await settingsFor(path, userFolder(process.env, process.platform));
    this.#asked.delete(path);
    this.#asked.set(path, watched);
    for (const old of this.#asked.keys()) {
      if (this.#asked.size <= MOST_WATCHED) break;
      this.#asked.delete(old);
    }
    await this.#watcher.watch([...new Set([...this.#asked.values()].flat())], null);
    return settings;
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}
