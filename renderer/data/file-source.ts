/** A file as the source of a table: a process of main's reads it. */
import type { ComponentType } from "react";
import { Answers } from "../../preload/contract/answers";
import type { DataAnswer, DataQuestion } from "../../preload/contract/data";
import type {
  ReadingOptions,
  TableFileProblem,
  TableFileState,
  TableFileToWindow,
} from "../../preload/contract/table-files";
import { t } from "../../preload/texts/texts";
import { baseName } from "../floor/paths";
import { createStore } from "../floor/store";
import type { ChannelClient, TableFileChannel } from "../kernels/channel-client";
import { importedName } from "./import-code";
import { askUntilWritten, type DataSource, type SourceState } from "./table/source";

/** Nothing is said of how it is to be read: the reader finds out. */
const FOUND_OUT: ReadingOptions = {
  separator: null,
  header: null,
  decimal: null,
  encoding: null,
  part: null,
};

type Answer = Extract<TableFileToWindow, { type: "answer" }>;

export class FileSource implements DataSource {
  readonly isKernel = false;
  readonly state = createStore<SourceState>({ revision: "", words: t("Reading…"), lack: null });
  /** How the file is read; null before the reader has said it. */
  readonly reading = createStore<TableFileState | null>(null);
  readonly name: string;
  readonly path: readonly string[];
  #channel: TableFileChannel | undefined;
  #answers = new Answers<Answer>();
  /** As the user wants it read. */
  #wanted = FOUND_OUT;
  #starts = 0;

  /** @param file its path */
  constructor(
    private readonly channels: ChannelClient,
    readonly file: string,
    readonly Reading: ComponentType,
  ) {
    this.name = baseName(file);
    this.path = [this.name.slice(0, 2000)];
    this.#start();
  }

  get expression(): string {
    return importedName(this.name);
  }

  async ask(question: DataQuestion, signal?: AbortSignal): Promise<DataAnswer> {
    signal?.throwIfAborted();
    if (!this.#channel && question.op === "open") this.#start();
    const channel = this.#channel;
    if (!channel) throw new Error(t("The reader of this file ended."));
    const id = crypto.randomUUID();
    channel.send({ type: "ask", id, question });
    const { answer } = await this.#answers.wait(id);
    signal?.throwIfAborted();
    return answer;
  }

  write(
    question: Extract<DataQuestion, { op: "export" }>,
    tell: (done: number) => void,
    signal: AbortSignal,
  ): Promise<DataAnswer> {
    return askUntilWritten((asked) => this.ask(asked), question, tell, signal);
  }

  /** Reads the file in another way. */
  read(changed: Partial<ReadingOptions>): void {
    this.#wanted = { ...this.#wanted, ...changed };
    if (this.#channel) this.#channel.send({ type: "read", options: this.#wanted });
    else this.#start();
  }

  dispose(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
    this.#answers.fail(t("The reader of this file ended."));
  }

  #start(): void {
    const answers = new Answers<Answer>();
    this.#answers = answers;
    this.#starts++;
    const channel = this.channels.openTableFile(
      { path: this.file, options: this.#wanted },
      {
        onMessage: (message) => {
          if (message.type === "answer") answers.take(message);
          else this.#tell(message);
        },
        onClose: (error) => {
          const sentence = error || t("The reader of this file ended.");
          answers.fail(sentence);
          if (this.#channel !== channel) return;
          this.#channel = undefined;
          this.state.set((now) => ({
            ...now,
            lack: `${sentence} ${t("Read the data again to start it anew.")}`,
          }));
        },
      },
    );
    this.#channel = channel;
  }

  #tell(now: TableFileState): void {
    this.reading.set(now);
    const { done, rows, problem, gone, changed } = now;
    this.state.set({
      revision: `${this.#starts}.${now.revision}`,
      words:
        done < 1 && problem === null
          ? t("Reading: {percent} %, {rows} rows so far", { percent: Math.floor(done * 100), rows })
          : "",
      lack:
        problem !== null
          ? problemSentence(problem, this.name)
          : gone
            ? t("{name} was removed or renamed. What was open of it is shown.", { name: this.name })
            : changed
              ? t("{name} has changed. Read the data again to see it as it is now.", { name: this.name })
              : null,
      ...(done < 1 && problem === null && { part: done }),
    });
  }
}

function problemSentence(problem: TableFileProblem, name: string): string {
  switch (problem) {
    case "format":
      return t("{name} is not what its name says, or it is damaged.", { name });
    case "truncated":
      return t("{name} is cut off: its end is missing. Copy or make it once more.", { name });
    case "feature":
      return t("{name} uses a part of its format that cannot be shown here. Read it by code.", { name });
    case "size":
      return t("{name} is too large to be shown here. Read a part of it by code.", { name });
    case "empty":
      return t("{name} is empty.", { name });
    case "permission":
      return t("You may not read {name}.", { name });
    case "gone":
      return t("{name} is not there any more.", { name });
    case "other":
      return t("{name} could not be read.", { name });
  }
}
