/** A variable of a kernel, or a part of one, as the source of a table: found by its session, whichever shell shows that. */

import type { DataAnswer, DataQuestion, DataState } from "../../../preload/contract/data";
import type { SessionInfo } from "../../../preload/contract/sessions";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { createStore, type Readable } from "../../floor/store";
import type { SessionData } from "../../kernels/session-data";
import type { ShellModel } from "../../kernels/shell-model";
import { askUntilAnswered, askUntilWritten, type DataSource, type SourceState } from "./source";

const GONE = t("The kernel is not connected.");

/** The window's shells, as far as a table needs them. */
export interface ShellsOfTables {
  readonly shells: Readable<readonly ShellModel[]>;
  readonly sessions: Readable<readonly SessionInfo[]>;
  /** Whether those of before a reload are back. */
  readonly restored: Readable<boolean>;
}

/** Where a variable is: what a page of it is kept by. */
export interface VariablePlace {
  readonly session: string;
  /** What its shell was called. */
  readonly shell: string;
  /** Its expression. */
  readonly name: string;
  /** As the workspace has it (preload/contract/variables). */
  readonly path: readonly string[];
}

export class KernelSource implements DataSource {
  readonly isKernel = true;
  readonly state = createStore<SourceState>({ revision: "", words: "", lack: null });
  readonly session: string;
  readonly name: string;
  readonly path: readonly string[];
  #shell: ShellModel | undefined;
  #channel: SessionData | undefined;
  #kernel: DataState | undefined;
  #unknown = false;
  #wasRead = false;
  #opened = 0;
  #connection: number | undefined;
  readonly #ofShell = new Disposables();
  readonly #stops: Disposables;

  /** @param show shows the shell of a session */
  constructor(
    private readonly shells: ShellsOfTables,
    private readonly place: VariablePlace,
    private readonly show: (session: string) => Promise<unknown>,
  ) {
    ({ session: this.session, name: this.name, path: this.path } = place);
    this.#stops = new Disposables(
      shells.shells.subscribe(() => this.#find()),
      shells.sessions.subscribe(() => this.#tell()),
      shells.restored.subscribe(() => this.#tell()),
    );
    this.#find();
    this.#tell();
  }

  /** The shell that shows its session; undefined while none does. */
  get shell(): ShellModel | undefined {
    return this.#shell;
  }

  get expression(): string {
    return this.name;
  }

  async ask(question: DataQuestion, signal?: AbortSignal): Promise<DataAnswer> {
    const answer = await askUntilAnswered(this.#askOnce, question, signal);
    if (answer.status === "ok" && answer.op === "page") this.#wasRead = true;
    return answer;
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
    this.#stops.dispose();
    this.#ofShell.dispose();
    this.#closeChannel();
  }

  #closeChannel(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
  }

  /** Another shell of the session has its channels, where the one of before is closed. */
  #find(): void {
    const shells = this.shells.shells.get();
    if (this.#shell && shells.includes(this.#shell)) return;
    this.#ofShell.renew();
    this.#closeChannel();
    this.#shell = shells.find(({ session }) => session === this.session);
    this.#connection = undefined;
    this.#kernel = undefined;
    if (this.#shell) this.#ofShell.add(this.#shell.info.subscribe(() => this.#follow()));
    this.#follow();
  }

  #follow(): void {
    const info = this.#shell?.info.get();
    if (info && (info.connection !== this.#connection || (info.host === "connected" && !this.#channel))) {
      this.#connection = info.connection;
      this.#open();
    }
    this.#tell();
  }

  #open(): void {
    const shell = this.#shell;
    this.#closeChannel();
    if (shell?.info.get().host !== "connected") return;
    const channel = shell.client.openData(
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
    this.#opened++;
    this.#channel = channel;
  }

  #tell(): void {
    const { life = null, executionCount = 0, running = false, stopped } = this.#kernel ?? {};
    const shell = this.#shell?.name ?? this.place.shell;
    const input = String(executionCount);
    const when =
      executionCount === 0
        ? ""
        : running
          ? t("while In [{input}] runs", { input })
          : t("as of In [{input}]", { input });
    const at = stopped !== undefined ? `stop ${stopped}` : running ? "running" : executionCount;
    this.state.set({
      // While code runs what is shown is of the moment when it was read; it is read again when it has ended, or stands still.
      revision: `${this.#opened}.${life}.${at}`,
      words: [shell, when].filter(Boolean).join(" · "),
      ...this.#lack(shell),
      waits: this.#shell ? this.#shell.info.get().host === "starting" : !this.shells.restored.get(),
    });
  }

  /** What is missing, and what can be done about it. */
  #lack(shell: string): Pick<SourceState, "lack" | "step"> {
    const { name } = this;
    const info = this.#shell?.info.get();
    const show = { run: () => this.show(this.session) };
    if (!this.#shell) {
      if (!this.shells.restored.get()) return { lack: null };
      return this.shells.sessions.get().some(({ id }) => id === this.session)
        ? {
            lack: t(
              "{shell} is closed, and its kernel runs on. {name} is read again once the shell is shown.",
              {
                shell,
                name,
              },
            ),
            step: { ...show, label: t("Show the shell") },
          }
        : {
            lack: t(
              "The session of {shell} has ended, and {name} with it. Its inputs can be run again from its log.",
              {
                shell,
                name,
              },
            ),
            step: { ...show, label: t("Open its log") },
          };
    }
    if (this.#unknown)
      return {
        lack: t("This kernel's host is of an earlier version and cannot show data. Restart the kernel."),
      };
    if (info?.host === "incompatible") return { lack: info.sentence ?? GONE };
    const gone = info?.closed === true || info?.host === "disconnected" || this.#kernel?.life === null;
    if (!gone) return { lack: null };
    return {
      lack: this.#wasRead
        ? t("The kernel is gone. What was read of {name} is shown.", { name })
        : t("The kernel is gone, and {name} with it. Start it again, and run the code that makes {name}.", {
            name,
          }),
      step: { ...show, label: t("Show the shell") },
    };
  }
}
