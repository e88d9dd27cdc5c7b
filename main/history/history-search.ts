/** The history of all inputs, held by a program of its own: reading 500,000 of them takes seconds, which main has not. */
import { type ChildProcess, fork } from "node:child_process";
import * as v from "valibot";
import type { RequestInput, RequestOutput } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { type HistoryAnswer, type HistoryQuestion, historyAnswer } from "./conversation";

/** Without a question it ends after this, in ms: what it holds is read again in a moment. */
const IDLE_MS = 5 * 60_000;
/** Its heap, in MiB. */
const MOST_HEAP_MIB = 2048;

type Asked = { [Ask in HistoryQuestion["ask"]]: Omit<Extract<HistoryQuestion, { ask: Ask }>, "id"> };

export class HistorySearch {
  #child: ChildProcess | undefined;
  #last = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Map<
    number,
    { readonly resolve: (answer: HistoryAnswer) => void; readonly reject: (error: Error) => void }
  >();

  /**
   * @param script the program (reader.ts, bundled)
   * @param execPath what runs it, plain Node with ELECTRON_RUN_AS_NODE=1
   * @param folder of the histories
   */
  constructor(
    private readonly script: string,
    private readonly execPath: string,
    private readonly folder: string,
    private readonly log: (line: string) => void,
  ) {}

  /** @throws Error with a sentence when the program ends meanwhile; so does the next */
  async find(input: RequestInput<"history.find">): Promise<RequestOutput<"history.find">> {
    const answer = await this.#ask({ ask: "find", ...input });
    if ("found" in answer) return answer.found;
    throw new Error(failureOf(answer));
  }

  async codes(input: RequestInput<"history.codes">): Promise<RequestOutput<"history.codes">> {
    const answer = await this.#ask({ ask: "codes", ...input });
    if ("codes" in answer) return answer.codes;
    throw new Error(failureOf(answer));
  }

  dispose(): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    if (child?.connected) child.disconnect();
  }

  #ask(question: Asked[keyof Asked]): Promise<HistoryAnswer> {
    clearTimeout(this.#idle);
    this.#child ??= this.#start();
    const child = this.#child;
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ ...question, id });
    });
  }

  #start(): ChildProcess {
    const child = fork(this.script, [this.folder], {
      execPath: this.execPath,
      execArgv: [`--max-old-space-size=${MOST_HEAP_MIB}`],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "json",
    });
    child.stderr?.setEncoding("utf8");
    child.stderr?.on("data", (text: string) => this.log(`reader of the history: ${text.slice(0, 2000)}`));
    child.on("message", (message) => {
      const parsed = v.safeParse(historyAnswer, message);
      if (!parsed.success) {
        this.log(`the reader of the history said what does not fit: ${v.summarize(parsed.issues)}`);
        return;
      }
      this.#waiting.get(parsed.output.id)?.resolve(parsed.output);
      this.#waiting.delete(parsed.output.id);
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.dispose(), IDLE_MS).unref();
    });
    const ended = (reason: string) => {
      if (this.#child === child) this.#child = undefined;
      for (const { reject } of this.#waiting.values())
        reject(new Error(t("The history could not be read ({reason}).", { reason })));
      this.#waiting.clear();
    };
    child.on("error", (error) => ended(error.message));
    child.on("exit", (code, signal) => ended(signal ?? String(code)));
    return child;
  }
}

function failureOf(answer: HistoryAnswer): string {
  const reason = "failed" in answer ? answer.failed : "";
  return t("The history could not be read ({reason}).", { reason });
}

/** The bundled program. @param app the folder of the app's code, which may be an archive */
export function historyScript(app: string): string {
  return `${app.replace(/app\.asar$/, "app.asar.unpacked")}/out/history/reader.js`;
}
