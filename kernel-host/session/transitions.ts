/**
 * What happens to a session's kernel, one thing after the other: a start, a restart, a shutdown. The newest that was
 * asked for counts; what it takes the place of stops waiting, and is over before the next one begins.
 */

/** What can happen. `again`: the same start once more, with other sockets. */
export type TransitionKind = "start" | "adopt" | "join" | "restart" | "again" | "shutdown";

/** Another transition was asked for meanwhile: nothing more is to be done for this one. */
export class Superseded extends Error {
  override name = "Superseded";
}

/** One of them, while it goes on. */
export class Transition {
  readonly #superseded = new AbortController();
  readonly #left: Promise<void>;

  constructor(readonly kind: TransitionKind) {
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

export class Transitions {
  #present: Transition | undefined;
  #newest: Transition | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  /** What goes on now. */
  get present(): TransitionKind | undefined {
    return this.#present?.kind;
  }

  /**
   * Does it once whatever goes on has stopped; that, and what waits, is superseded.
   * @returns what `work` answers; "superseded" when it did not come to its end
   */
  run<T>(kind: TransitionKind, work: (transition: Transition) => Promise<T>): Promise<T | "superseded"> {
    const transition = new Transition(kind);
    this.#newest?.supersede();
    this.#newest = transition;
    const done = this.#tail.then(() => this.#do(transition, work));
    this.#tail = done.catch(() => {});
    return done;
  }

  async #do<T>(
    transition: Transition,
    work: (transition: Transition) => Promise<T>,
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
