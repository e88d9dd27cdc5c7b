/** A variable of a kernel, or a part of one, as the source of a table. */

import type { DataAnswer, DataQuestion, DataState } from "../../../preload/contract/data";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { createStore } from "../../floor/store";
import type { SessionData } from "../../kernels/session-data";
import type { ShellModel } from "../../kernels/shell-model";
import { askUntilAnswered, askUntilWritten, type DataSource, type SourceState } from "./source";

const GONE = t("The kernel is not connected.");

export class KernelSource implements DataSource {
  readonly isKernel = true;
  readonly state = createStore<SourceState>({ revision: "", words: "", lack: null });
  #channel: SessionData | undefined;
  #kernel: DataState | undefined;
  #unknown = false;
  readonly #stop: Disposables;

  /** @param path as the workspace has it (preload/contract/variables) */
  constructor(
    readonly shell: ShellModel,
    readonly name: string,
    readonly path: readonly string[],
  ) {
    this.#open();
    let connection = shell.info.get().connection;
    this.#stop = new Disposables(
      shell.info.subscribe(() => {
        const now = shell.info.get();
        if (now.connection !== connection || (now.host === "connected" && !this.#channel)) {
          connection = now.connection;
          this.#open();
        }
        this.#tell();
      }),
    );
  }

  get expression(): string {
    return this.name;
  }

  ask(question: DataQuestion, signal?: AbortSignal): Promise<DataAnswer> {
    return askUntilAnswered(this.#askOnce, question, signal);
  }

  write(
    question: Extract<DataQuestion, { op: "export" }>,
    tell: (done: number) => void,
    signal: AbortSignal,
  ): Promise<DataAnswer> {
    return askUntilWritten(this.#askOnce, question, tell, signal);
  }

  #askOnce = (question: DataQuestion): Promise<DataAnswer> => {
    const gone = !this.#channel || (question.op === "export" && this.#kernel?.life === null);
    return gone ? Promise.reject(new Error(GONE)) : this.#channel!.ask(question);
  };

  dispose(): void {
    this.#stop.dispose();
    this.#channel?.dispose();
    this.#channel = undefined;
  }

  #open(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
    if (this.shell.info.get().host !== "connected") return;
    const channel = this.shell.client.openData(
      (state) => {
        this.#kernel = state;
        this.#tell();
      },
      () => {
        if (this.#channel !== channel) return;
        this.#channel = undefined;
        this.#unknown = this.#kernel === undefined;
        this.#tell();
      },
    );
    this.#unknown = false;
    this.#channel = channel;
  }

  #tell(): void {
    const { life = null, executionCount = 0, running = false, stopped } = this.#kernel ?? {};
    const { name } = this.shell;
    const input = String(executionCount);
    const when =
      executionCount === 0
        ? ""
        : running
          ? t("while In [{input}] runs", { input })
          : t("as of In [{input}]", { input });
    this.state.set({
      // While code runs what is shown is of the moment when it was read; it is read again when it has ended, or stands still.
      revision: `${life}.${stopped !== undefined ? `stop ${stopped}` : running ? "running" : executionCount}`,
      words: [name, when].filter(Boolean).join(" · "),
      lack: this.#unknown
        ? t("This kernel's host is of an earlier version and cannot show data. Restart the kernel.")
        : this.#kernel && life === null
          ? t("The kernel is gone. What was read of {name} is shown.", { name: this.name })
          : null,
    });
  }
}
