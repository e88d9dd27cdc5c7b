/** The server's end of the pipes that the user's programs write to (`inherited-output.ts`). */
import type { Readable } from "node:stream";
import { OutputOrder, type StreamName } from "../streams/output-order";
import { type OutputPipes, readerOf } from "../streams/output-pipes";

export interface InheritedTexts {
  /** Called before texts are given out: what the user's thread has sent comes first. */
  before(): void;
  /** @param request the number given to `InheritedOutput.begin` */
  text(name: StreamName, request: number, text: string): void;
  /** All that stands before the barrier was given out. */
  passed(barrier: number): void;
}

export class InheritedReader {
  readonly #order: OutputOrder<{ after: number }>;
  readonly #readers: readonly Readable[];
  /** The latest barrier that the user's thread has told of. */
  #latest = 0;

  constructor(pipes: OutputPipes, token: string, texts: InheritedTexts) {
    this.#order = new OutputOrder(token, {
      text: (name, request, text) => texts.text(name, request, text),
      message: ({ after }) => texts.passed(after),
    });
    this.#readers = (["stdout", "stderr"] as const).map((name) =>
      readerOf(pipes[name])
        .on("data", (bytes: Buffer) => {
          texts.before();
          this.#order.read(name, bytes);
        })
        .on("error", () => {}),
    );
  }

  /**
   * The user's thread has set a barrier and goes on behind it.
   * @returns false when it was told of before: an interrupt can make it say so twice
   */
  expect(barrier: number): boolean {
    if (barrier <= this.#latest) return false;
    this.#latest = barrier;
    return true;
  }

  /** Calls `passed` when the barrier is reached, at once or later. */
  await(barrier: number): void {
    this.#order.take({ after: barrier });
  }

  dispose(): void {
    for (const reader of this.#readers) reader.destroy();
  }
}
