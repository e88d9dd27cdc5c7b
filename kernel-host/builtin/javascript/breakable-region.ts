/**
 * Code that an interrupt can end wherever it spins, and the agreement of the two threads about it.
 *
 * `vm` with `breakOnSigint` ends the code at a SIGINT. A signal that comes a moment too late would end the next input,
 * or the process: while Node changes between its own handler and the one of `vm` there is none. So the thread that
 * wants to interrupt first claims the region in shared memory, and a claimed region waits for its signal.
 */
import vm from "node:vm";
import { withoutWarnings } from "./node-warnings";

/** The execution was ended by an interrupt. */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("The execution was interrupted.");
  }
}

const OUTSIDE = 0;
const INSIDE = 1;
const CLAIMED = 2;
/** A signal that takes longer was lost, in ms. */
const SIGNAL_MS = 3000;

/**
 * Node keeps a stack of what called what (async_hooks), and ends the process when it does not add up. Code that is
 * ended anywhere leaves it so; it is emptied then, as Node itself does after an uncaught exception.
 */
const { clearAsyncIdStack } = withoutWarnings(() =>
  (process as unknown as { binding(name: "async_wrap"): { clearAsyncIdStack?: () => void } }).binding(
    "async_wrap",
  ),
);

/** Whether code that stands behind an `await` can be ended without harm. */
export const canBreakMicrotasks = clearAsyncIdStack !== undefined;

/** A plain name: what else a script would need to find it, the user's code may have redefined. */
export const STEP = "__tandem_step";
const step = new vm.Script(`${STEP}()`, { filename: "node:vm" });

export class BreakableRegion {
  readonly #state: Int32Array;

  /**
   * @param state one Int32 of shared memory
   * @param onInterrupted called after code was ended in the middle of whatever it did
   */
  constructor(
    state: SharedArrayBuffer,
    private readonly onInterrupted: () => void = () => {},
  ) {
    this.#state = new Int32Array(state);
  }

  /**
   * Claims the region for a SIGINT, which must follow; for the thread that interrupts.
   * @returns false when nothing runs in it: then no signal is to be sent
   */
  claim(): boolean {
    return Atomics.compareExchange(this.#state, 0, INSIDE, CLAIMED) === INSIDE;
  }

  /**
   * Runs `action` so that SIGINT ends it.
   * @throws Interrupted, and whatever `action` throws
   */
  run<T>(action: () => T): T {
    let result: { value: T } | undefined;
    const value = () => {
      Atomics.store(this.#state, 0, INSIDE);
      // This block is left out when the code is ended by the signal.
      try {
        result = { value: action() };
      } finally {
        this.#leave();
      }
    };
    Object.defineProperty(globalThis, STEP, { value, configurable: true, writable: true, enumerable: false });
    try {
      step.runInThisContext({ breakOnSigint: true, displayErrors: false });
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
      clearAsyncIdStack?.();
      this.onInterrupted();
      throw new Interrupted();
    } finally {
      Atomics.store(this.#state, 0, OUTSIDE);
    }
    return (result as { value: T }).value;
  }

  #leave(): void {
    if (Atomics.compareExchange(this.#state, 0, INSIDE, OUTSIDE) === INSIDE) return;
    Atomics.wait(this.#state, 0, CLAIMED, SIGNAL_MS);
  }
}
