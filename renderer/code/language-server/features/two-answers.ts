/** Two are asked the same, and neither waits for the other for long: a list is made from what is there by then. */
import { unawaited } from "../../../floor/failures";

/** Once one has said something, the other is waited for so long, in ms: a list is there within 100 ms of its key. */
export const OTHER_MS = 50;
/** So long for the first word of either where there is something else to show meanwhile, in ms. */
export const MEANWHILE_MS = 80;
/** So long when it said that it knows nothing: without the other there is no list. */
export const OTHER_OF_NOTHING_MS = 8_000;
/** So long for the first word of either. */
export const FIRST_MS = 10_000;

export class TwoAnswers<Live, Served> {
  live: Live | undefined;
  served: Served | undefined;
  /** Resolves when a list can be made: never later than `FIRST_MS`. */
  readonly enough: Promise<void>;
  #resolve = () => {};
  #listed = false;

  /**
   * @param isEmpty whether an answer has nothing
   * @param onLate called when something comes after a list was made without it
   * @param meanwhile whether a list can be made before either has said anything: asked when that is due
   */
  constructor(
    live: Promise<Live>,
    served: Promise<Served>,
    isEmpty: (answer: Live | Served) => boolean,
    private readonly onLate: () => void,
    meanwhile: () => boolean = () => false,
  ) {
    this.enough = new Promise((resolve) => (this.#resolve = resolve));
    setTimeout(this.#resolve, FIRST_MS);
    setTimeout(() => {
      if (this.served === undefined && meanwhile()) this.#resolve();
    }, MEANWHILE_MS);
    unawaited(
      "completions of the kernel",
      live.then((answer) => {
        this.live = answer;
        this.#arrived(isEmpty(answer));
      }),
    );
    unawaited(
      "completions of the language server",
      served.then((answer) => {
        this.served = answer;
        this.#arrived(isEmpty(answer));
      }),
    );
  }

  /** Says that a list is made now. */
  list(): void {
    this.#listed = true;
  }

  #arrived(empty: boolean): void {
    if (this.live !== undefined && this.served !== undefined) this.#resolve();
    else setTimeout(this.#resolve, empty ? OTHER_OF_NOTHING_MS : OTHER_MS);
    if (this.#listed && !empty) this.onLate();
  }
}
