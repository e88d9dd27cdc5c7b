/** Requests that wait for the answer with their id. */

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(reason: Error): void;
}

/** A request without the id that it gets when it is sent. */
export type WithoutId<Message> = Message extends unknown ? Omit<Message, "id"> : never;

export class Answers<Answer extends { readonly id: string }> {
  readonly #waiting = new Map<string, Waiting<Answer>>();

  /** The answer with that id, whenever it comes. */
  wait(id: string): Promise<Answer> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** An answer came; nobody waiting for it is no error. */
  take(answer: Answer): void {
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
  }

  /** No answer will come any more. `sentence` is for the user. */
  fail(sentence: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(sentence));
    this.#waiting.clear();
  }
}
