/** Asks one question after the other: of those that come while one is open only the last is asked. */
export class NewestQuestion<Answer> {
  #isOpen = false;
  /** Tells the one that waits whether it is asked now. */
  #next: ((isLast: boolean) => void) | undefined;

  /** @param outdated what a question is answered that another came after before it was asked */
  constructor(private readonly outdated: Answer) {}

  /** Asks, when what is open is answered. Rejects as `ask` does. */
  async ask(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#isOpen) {
      const isLast = await new Promise<boolean>((resolve) => {
        this.#next?.(false);
        this.#next = resolve;
      });
      if (!isLast) return this.outdated;
    }
    this.#isOpen = true;
    try {
      return await ask();
    } finally {
      this.#isOpen = false;
      const next = this.#next;
      this.#next = undefined;
      next?.(true);
    }
  }
}
