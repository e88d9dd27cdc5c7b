/** Notices sessions that others begin in the same profile: `tandem run` in a terminal, while the app is open. */
import { type FSWatcher, mkdirSync, watch } from "node:fs";
import { unawaited } from "../../floor/failures";
import type { Supervisor } from "./supervisor";

/** Between two looks at a folder that was just made, in ms, and how many: its host needs a moment to be there. */
const LOOK_MS = 500;
const MOST_LOOKS = 60;

export class SessionsWatch {
  /** Looks left for each session that is new. */
  readonly #left = new Map<string, number>();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Where the folder cannot be watched, such sessions are noticed when the list of all is asked for. */
  constructor(
    sessionsFolder: string,
    private readonly supervisor: Pick<Supervisor, "notice">,
    log: (line: string) => void,
  ) {
    try {
      mkdirSync(sessionsFolder, { recursive: true, mode: 0o700 });
      this.#watcher = watch(sessionsFolder, { persistent: false }, (event, name) => {
        if (event !== "rename" || name === null) return;
        this.#left.set(name, MOST_LOOKS);
        this.#lookSoon();
      });
      this.#watcher.on("error", (error) => {
        log(`the sessions' folder is not watched any more: ${error.message}`);
        this.dispose();
      });
    } catch (error) {
      log(`the sessions' folder cannot be watched: ${(error as Error).message}`);
    }
  }

  dispose(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    clearTimeout(this.#timer);
    this.#left.clear();
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(
      () => unawaited("looking for sessions that others began", this.#look()),
      LOOK_MS,
    ).unref();
  }

  async #look(): Promise<void> {
    await Promise.all(
      [...this.#left].map(async ([session, left]) => {
        const settled = await this.supervisor.notice(session).catch(() => false);
        if (settled || left <= 1) this.#left.delete(session);
        else this.#left.set(session, left - 1);
      }),
    );
    this.#timer = undefined;
    if (this.#watcher && this.#left.size > 0) this.#lookSoon();
  }
}
