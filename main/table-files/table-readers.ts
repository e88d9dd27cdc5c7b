/** Files that are looked at as tables: a process for each open channel, ended with it. */
import { type ChildProcess, fork } from "node:child_process";
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import {
  type TableFileToWindow,
  tableFileParams,
  tableFileToReader,
  tableFileToWindow,
} from "../../preload/contract/table-files";
import { t } from "../../preload/texts/texts";

/** Heap of a reader, in MiB: arrays of numbers stand beside it. */
const MOST_HEAP_MIB = 1536;
/** Readers at once. */
const MOST_READERS = 40;
/** States that nobody takes are let go of but the newest. */
type State = Extract<TableFileToWindow, { type: "state" }>;

export class TableReaders {
  readonly #running = new Set<ChildProcess>();

  /**
   * @param script the program (reader/reader.ts, bundled)
   * @param execPath what runs it, plain Node with ELECTRON_RUN_AS_NODE=1
   */
  constructor(
    private readonly script: string,
    private readonly execPath: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly log: (line: string) => void,
  ) {}

  /** Serves a window's channel by a reader of its own. Returns why not. */
  accept(channel: Channel): string | undefined {
    const params = v.safeParse(tableFileParams, channel.request.params);
    if (!params.success) return t("What was asked of the reader of tables does not fit.");
    if (this.#running.size >= MOST_READERS)
      return t("{count} files are open as tables: close one of them.", { count: MOST_READERS });
    const child = this.#start();
    let full = false;
    let state: State | undefined;
    const send = (message: TableFileToWindow) => {
      full = !channel.send(message) || full;
    };
    channel.onDrain = () => {
      full = false;
      const newest = state;
      state = undefined;
      if (newest) send(newest);
    };
    channel.onClose = () => this.#end(child);
    channel.onMessage = ({ json }) => {
      const parsed = v.safeParse(tableFileToReader, json);
      if (!parsed.success) throw new Error(t("What was asked of the reader of tables does not fit."));
      if (child.connected) child.send(parsed.output);
    };
    child.on("message", (message) => {
      const parsed = v.safeParse(tableFileToWindow, message);
      if (!parsed.success)
        this.log(`a reader of tables said what does not fit: ${v.summarize(parsed.issues)}`);
      else if (full && parsed.output.type === "state") state = parsed.output;
      else if (!channel.closed) send(parsed.output);
    });
    const ended = (sentence: string) => {
      if (!this.#running.delete(child)) return;
      this.log(sentence);
      channel.close(sentence);
    };
    child.on("error", (error) =>
      ended(t("The reader of this file failed: {reason}", { reason: error.message })),
    );
    child.on("exit", (code, signal) =>
      ended(t("The reader of this file ended ({reason}).", { reason: signal ?? String(code) })),
    );
    child.send(params.output);
    return undefined;
  }

  /** Ends all of them. */
  dispose(): void {
    for (const child of this.#running) this.#end(child);
  }

  #start(): ChildProcess {
    const child = fork(this.script, [], {
      execPath: this.execPath,
      execArgv: [`--max-old-space-size=${MOST_HEAP_MIB}`],
      env: { ...this.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "json",
    });
    child.stderr?.setEncoding("utf8");
    child.stderr?.on("data", (text: string) => this.log(`reader of a table: ${text.slice(0, 2000)}`));
    this.#running.add(child);
    return child;
  }

  /** By the end of the conversation it takes away what it wrote beside; then it is ended. */
  #end(child: ChildProcess): void {
    if (!this.#running.delete(child)) return;
    if (child.connected) child.disconnect();
    const kill = setTimeout(() => child.kill("SIGKILL"), 2000);
    child.once("exit", () => clearTimeout(kill));
  }
}

/** The bundled program. @param app the folder of the app's code, which may be an archive */
export function readerScript(app: string): string {
  return `${app.replace(/app\.asar$/, "app.asar.unpacked")}/out/table-files/reader.js`;
}
