/** What an owner has opened (listeners, timers, watchers, sockets, frames), kept to be closed with it. */

/** What closes it: a function, or its own `dispose`. */
export type Opened = (() => unknown) | { dispose(): unknown };

export class Disposables {
  readonly #opened = new Set<Opened>();
  #disposed = false;

  constructor(...opened: readonly Opened[]) {
    for (const each of opened) this.#opened.add(each);
  }

  get size(): number {
    return this.#opened.size;
  }

  /** Keeps it, and returns it; what comes once this is disposed is closed at once. */
  add<T extends Opened>(opened: T): T {
    if (this.#disposed) close(opened);
    else this.#opened.add(opened);
    return opened;
  }

  /** Closes what is kept, and keeps these from now on. */
  renew(...opened: readonly Opened[]): void {
    this.#closeAll();
    for (const each of opened) this.add(each);
  }

  /**
   * Closes all that is kept, what came last first, and whatever comes later. What cannot be closed keeps no other open.
   * Bound, so that it can be handed on as the function that ends it all.
   * @throws whatever the first said that could not be closed
   */
  readonly dispose = (): void => {
    this.#disposed = true;
    this.#closeAll();
  };

  #closeAll(): void {
    const all = [...this.#opened].reverse();
    this.#opened.clear();
    const failures: unknown[] = [];
    for (const opened of all) {
      try {
        close(opened);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

function close(opened: Opened): void {
  if (typeof opened === "function") opened();
  else opened.dispose();
}
