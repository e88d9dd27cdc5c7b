/**
 * Where a data viewer has its table from. A kernel's variable is one such source; whatever answers the same questions
 * (preload/contract/data) can be another: a file that is read by a worker, say.
 */

import type { ComponentType } from "react";
import type { DataAnswer, DataQuestion } from "../../../preload/contract/data";
import type { Readable } from "../../floor/store";

/** What a source says of itself. */
export interface SourceState {
  /** Another one when the data may have changed: the table is opened again. */
  readonly revision: string;
  /** A few words at the right of the viewer's bar: what the table is of ("Python 3.12 · as of In [9]"). */
  readonly words: string;
  /** A sentence, where nothing new can be had from it; what was read stays to be seen. */
  readonly lack: string | null;
  /** Nothing can be asked yet; another revision says that it can. */
  readonly waits?: boolean;
  /** What can be done about what it lacks. */
  readonly step?: { readonly label: string; readonly run: () => Promise<unknown> };
  /** Which part of it has been looked through, from 0 to 1, while it is. */
  readonly part?: number;
}

export interface DataSource {
  /** Names the viewer and its tab: of a variable the expression. */
  readonly name: string;
  /** What the table is called in code. */
  readonly expression: string;
  /** Leads to the table, as its questions have it. */
  readonly path: readonly string[];
  readonly state: Readable<SourceState>;
  /** Whether a kernel has the table: sentences name it. */
  readonly isKernel: boolean;
  /** Stands in the viewer's bar: how the source is read, and what else can be done with it. */
  readonly Reading?: ComponentType;
  /**
   * Asks, again and again while the answer is "working".
   * @throws Error with a sentence when the source is gone; DOMException "AbortError" by `signal`
   */
  ask(question: DataQuestion, signal?: AbortSignal): Promise<DataAnswer>;
  /** Asks to write a file, until it is written; a source that is busy is asked again. @throws as `ask` */
  write(
    question: Extract<DataQuestion, { op: "export" }>,
    tell: (done: number) => void,
    signal: AbortSignal,
  ): Promise<DataAnswer>;
  /** The viewer is closed. */
  dispose(): void;
}

/** Asked again so soon while it is worked on, in ms: the source itself waits a moment before it says so. */
const AGAIN_MS = 60;

/** Asks until there is an answer. @throws as `DataSource.ask` */
export async function askUntilAnswered(
  ask: (question: DataQuestion) => Promise<DataAnswer>,
  question: DataQuestion,
  signal?: AbortSignal,
): Promise<DataAnswer> {
  return asked(
    () => ask(question),
    signal,
    ({ status }) => status === "working",
  );
}

/** Asks until a file is written: also what does not answer for a while is asked again. @throws as `DataSource.ask` */
export async function askUntilWritten(
  ask: (question: DataQuestion) => Promise<DataAnswer>,
  question: DataQuestion,
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<DataAnswer> {
  return asked(
    () => ask(question),
    signal,
    (answer) => {
      if (answer.status === "working" && answer.done !== undefined) tell(answer.done);
      return answer.status === "working" || answer.status === "busy";
    },
  );
}

async function asked(
  ask: () => Promise<DataAnswer>,
  signal: AbortSignal | undefined,
  again: (answer: DataAnswer) => boolean,
): Promise<DataAnswer> {
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    signal?.throwIfAborted();
    if (!again(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
