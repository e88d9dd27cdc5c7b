/**
 * What happens to a session, one thing after the other: in the host the lives of its kernel (a start, a restart, a
 * shutdown), in main those of its hosts. The newest that was asked for counts; what it takes the place of stops waiting,
 * and is over before the next one begins.
 */

/** Another transition was asked for meanwhile: nothing more is to be done for this one. */
export class Superseded extends Error {
  override name = "Superseded";
}

/** One of them, while it goes on. @typeParam Kind names what can happen */
export class Transition<Kind extends string> {
  readonly #superseded = new AbortController();
  readonly #left: Promise<void>;

  constructor(readonly kind: Kind) {
    this.#left = new Promise((resolve) => {
      this.signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  /** Aborted when another transition takes the place of this one. */
  get signal(): AbortSignal {
    return this.#superseded.signal;
  }

  /** Whether it is still the one that counts. To be asked after everything that was waited for. */
  get present(): boolean {
    return !this.signal.aborted;
  }

  /**
   * Waits for something that may never come and leaves nothing behind.
   * @throws Superseded as soon as another transition takes the place of this one
   */
  async wait<T>(work: Promise<T>): Promise<T> {
    // What comes too late is nobody's.
    work.catch(() => {});
    const left = this.#left.then((): T => {
      throw new Superseded();
    });
    left.catch(() => {});
    const value = await Promise.race([work, left]);
    this.check();
    return value;
  }

  /** @throws Superseded when it does not count any more */
  check(): void {
    if (!this.present) throw new Superseded();
  }

  /** For `Transitions`. */
  supersede(): void {
    this.#superseded.abort();
  }
}

export class Transitions<Kind extends string> {
  #present: Transition<Kind> | undefined;
  #newest: Transition<Kind> | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  /** What goes on now. */
  get present(): Kind | undefined {
    return this.#present?.kind;
  }

  /**
   * Does it once whatever goes on has stopped; that, and what waits, is superseded.
   * @returns what `work` answers; "superseded" when it did not come to its end
   */
  run<T>(kind: Kind, work: (transition: Transition<Kind>) => Promise<T>): Promise<T | "superseded"> {
    const transition = new Transition<Kind>(kind);
    this.#newest?.supersede();
    this.#newest = transition;
    const done = this.#tail.then(() => this.#do(transition, work));
    this.#tail = done.catch(() => {});
    return done;
  }

  async #do<T>(
    transition: Transition<Kind>,
    work: (transition: Transition<Kind>) => Promise<T>,
  ): Promise<T | "superseded"> {
    if (!transition.present) return "superseded";
    this.#present = transition;
    try {
      return await work(transition);
    } catch (error) {
      if (error instanceof Superseded) return "superseded";
      throw error;
    } finally {
      this.#present = undefined;
      if (this.#newest === transition) this.#newest = undefined;
    }
  }
}
