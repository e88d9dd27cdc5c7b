/**
 * The history of inputs by language, which all windows share and main keeps in a file. What requests came to is added as
 * they end; where the file was lost, what the kernels remember brings it back.
 */

import type { HistoryEntry } from "../../preload/contract/history";
import type { TandemBridge } from "../../preload/contract/requests";
import { Disposables } from "../../preload/floor/disposables";
import type { Block } from "../../preload/transcript/transcript";
import { unawaited } from "../floor/failures";
import { createStore, type Readable, type Store } from "../floor/store";
import type { ShellModel } from "./shell-model";

/** What the button at an error sends to open the kernel's debugger there: nobody has typed it. */
export const DEBUG_LAST_ERROR = "%debug";

/** So many inputs of a language are looked at. */
const MOST_READ = 20_000;
/** Longer inputs, in characters, are no use in a history. */
const MOST_CHARACTERS = 100_000;

export class SharedHistory {
  readonly #languages = new Map<string, Language>();

  constructor(private readonly bridge: TandemBridge) {}

  /** The entries of a language, oldest first, as far as they are known; read again whenever this is called. */
  of(language: string): Readable<readonly HistoryEntry[]> {
    const found = this.#language(language);
    unawaited("reading the history of inputs", found.read());
    return found.entries;
  }

  /** Takes in what a kernel remembers, oldest first: what the file does not know is added to it. */
  async learn(language: string, inputs: readonly string[]): Promise<void> {
    const found = this.#language(language);
    await found.read();
    const known = new Set(found.entries.get().map(({ code }) => code));
    const missing = [...new Set(inputs)].filter((code) => code.trim() !== "" && !known.has(code));
    await found.append(missing.map((code) => ({ session: "", time: 0, code, outcome: null })));
  }

  /**
   * Adds what is run in a shell, by whichever client of its kernel, each when it has ended; returns a function that stops
   * it. Of several windows that show the session one is taken at its word (main/files/history-files).
   */
  follow(shell: ShellModel): () => void {
    const language = this.#language(shell.language);
    let firstOpen = 0;
    const look = () => {
      if (!shell.client.log.caughtUp.get()) return;
      const { blocks, seq } = shell.transcript.get();
      let nextOpen = seq + 1;
      const ended: HistoryEntry[] = [];
      for (let i = blocks.length - 1; i >= 0; i--) {
        const block = blocks[i] as Block;
        if (block.seq < firstOpen) break;
        if (block.kind !== "request" || block.code.trim() === "" || block.code === DEBUG_LAST_ERROR) continue;
        if (block.state === "queued" || block.state === "running") nextOpen = block.seq;
        else if (block.state !== "cancelled")
          ended.unshift({
            session: shell.session,
            time: block.asked,
            code: block.code,
            outcome: block.state,
          });
      }
      firstOpen = nextOpen;
      if (ended.length > 0) unawaited("keeping inputs in the history", language.append(ended));
    };
    const stops = new Disposables(
      shell.transcript.subscribe(look),
      shell.client.log.caughtUp.subscribe(look),
    );
    return () => {
      stops.dispose();
    };
  }

  #language(name: string): Language {
    const key = name.toLowerCase();
    let language = this.#languages.get(key);
    if (!language) {
      language = new Language(key, this.bridge);
      this.#languages.set(key, language);
    }
    return language;
  }
}

class Language {
  readonly entries: Store<readonly HistoryEntry[]> = createStore<readonly HistoryEntry[]>([]);
  #wasRead = false;
  /** Reads and writes one after another. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly bridge: TandemBridge,
  ) {}

  /** Without its file a window recalls what it knows itself: a failure is nothing to stop for. */
  read(): Promise<void> {
    return this.#after(() => this.#read());
  }

  async #read(): Promise<void> {
    const read = await this.bridge.request("history.read", { language: this.name, n: MOST_READ });
    this.entries.set(inOrder(read));
    this.#wasRead = true;
  }

  /** Adds what is not there yet. */
  append(entries: readonly HistoryEntry[]): Promise<void> {
    return this.#after(async () => {
      // A log that is read anew has what the file has.
      if (!this.#wasRead) await this.#read();
      const known = new Set(this.entries.get().map(keyOf));
      const added = entries.filter(
        (entry) => entry.code.length <= MOST_CHARACTERS && !known.has(keyOf(entry)),
      );
      if (added.length === 0) return;
      this.entries.set((now) => inOrder([...now, ...added]));
      await this.bridge.request("history.append", { language: this.name, entries: added });
    });
  }

  #after(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work).catch(() => {});
    this.#work = done;
    return done;
  }
}

const keyOf = ({ session, time, code }: HistoryEntry) => JSON.stringify([session, time, code]);

/** Oldest first; those of which the time is not known first of all. */
function inOrder(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries.toSorted((one, other) => one.time - other.time);
}
