/** Edits cells of a variable: each edit is an assignment that the shell runs, and so is its undoing. */
import { t } from "../../preload/texts/texts";
import { notify, sentenceOf } from "../floor/notices/notices";
import { createStore, type Store } from "../floor/store";
import type { KernelSource } from "./table/kernel-source";
import type { ViewedTable } from "./table/viewed-table";

/** Edits that can be taken back. */
const MOST_KEPT = 200;

interface Edit {
  readonly code: string;
  readonly back: string;
}

export class CellEdits {
  /** Whether cells can be edited now: it is switched on. */
  readonly on = createStore(false);
  /** Edits that can be taken back, the oldest first. */
  readonly done: Store<readonly Edit[]> = createStore<readonly Edit[]>([]);

  constructor(
    private readonly table: ViewedTable,
    private readonly source: KernelSource,
  ) {}

  /**
   * Has a cell assigned what was typed; null: nothing.
   * @param row of the view @param column its number
   * Resolves with a sentence when the value does not fit, and with null once the shell has it.
   */
  async assign(row: number, column: number, value: string | null): Promise<string | null> {
    const answer = await this.table
      .ask({ op: "edit", row, column, value })
      .catch(() => ({ status: "busy" }) as const);
    if (answer.status === "cannot" && answer.why === "value") return t("This value does not fit the column.");
    if (answer.status === "cannot")
      return t("This cell holds what cannot be written as a value. Assign it by code.");
    if (answer.status !== "ok" || !("place" in answer))
      return t("The kernel does not answer now. Try again when it is idle.");
    if (answer.value === answer.before) return null;
    const target = `${this.source.expression}${answer.place}`;
    const edit = { code: `${target} = ${answer.value}`, back: `${target} = ${answer.before}` };
    const sentence = await this.#run(edit.code);
    if (sentence !== null) return sentence;
    this.done.set((now) => [...now, edit].slice(-MOST_KEPT));
    // What the shell says of an error is there; the table says that the cell is as it was.
    const again = await this.table.ask({ op: "edit", row, column, value }).catch(() => null);
    if (
      again?.status === "ok" &&
      "place" in again &&
      again.place === answer.place &&
      again.before === answer.before
    ) {
      this.done.set((now) => now.filter((one) => one !== edit));
      notify({
        level: "warning",
        sentence: t("{code} failed. The shell says why.", { code: edit.code.slice(0, 200) }),
      });
    }
    return null;
  }

  /** Takes the last edit back, by an assignment. */
  async undo(): Promise<void> {
    const last = this.done.get().at(-1);
    if (!last) return;
    this.done.set((now) => now.filter((one) => one !== last));
    const sentence = await this.#run(last.back);
    if (sentence !== null) notify({ level: "warning", sentence });
  }

  /** Runs code in the shell, and reads the table again once it has ended. Resolves with why it could not be run. */
  async #run(code: string): Promise<string | null> {
    const { shell, state } = this.source;
    const before = state.get().revision;
    if (!shell) return t("The kernel is not connected.");
    try {
      await shell.execute(code);
    } catch (error) {
      return sentenceOf(error);
    }
    await new Promise<void>((resolve) => {
      const look = () => {
        const { revision, lack } = state.get();
        if (lack === null && (revision === before || revision.endsWith("running"))) return;
        stop();
        resolve();
      };
      const stop = state.subscribe(look);
      look();
    });
    this.table.reread();
    return null;
  }
}
