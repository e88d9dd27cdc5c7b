/** What is done with one thing comes one after the other; with different ones side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does it once all that came before for the same key is done, however that ended. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(work);
    const settled = done
      .catch(() => {})
      .then(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return done;
  }
}
