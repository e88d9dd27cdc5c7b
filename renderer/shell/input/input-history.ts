/** Recall of earlier inputs: those that begin with what stands before the cursor, the newest first, each once. */

/** So many inputs of this shell are remembered beside the history of all. */
const MOST_SENT = 2_000;
/** Longer ones, in characters, are no use in a history. */
const LONGEST = 100_000;

export class InputHistory {
  #kernel: readonly string[] = [];
  #shared: readonly string[] = [];
  readonly #sent: string[] = [];
  /** What is being looked through, from the first step until something else is typed. */
  #walk:
    | { readonly prefix: string; readonly draft: string; readonly found: readonly string[]; at: number }
    | undefined;

  /** Inputs that the kernel remembers, oldest first. */
  setKernel(inputs: readonly string[]): void {
    this.#kernel = inputs;
  }

  /** Inputs of all windows, oldest first; newer than what the kernel remembers. */
  setShared(inputs: readonly string[]): void {
    this.#shared = inputs;
  }

  /** An input was sent. */
  add(input: string): void {
    if (input.length <= LONGEST) this.#sent.push(input);
    if (this.#sent.length > MOST_SENT) this.#sent.shift();
    this.#walk = undefined;
  }

  /** Whether earlier inputs are being looked through. */
  get walking(): boolean {
    return this.#walk !== undefined;
  }

  /** The text was changed by typing: the next step begins anew. */
  reset(): void {
    this.#walk = undefined;
  }

  /**
   * One step back in time.
   * @param prefix text before the cursor: it counts at the first step
   * @param draft what stands in the input, to come back to
   * @returns undefined when there is nothing older
   */
  older(prefix: string, draft: string): string | undefined {
    this.#walk ??= { prefix, draft, found: this.#find(prefix, draft), at: -1 };
    const { found, at } = this.#walk;
    if (at + 1 >= found.length) return undefined;
    this.#walk.at += 1;
    return found[at + 1];
  }

  /** One step forward; after the newest the draft, and undefined when nothing is being looked through. */
  newer(): string | undefined {
    if (!this.#walk || this.#walk.at < 0) return undefined;
    this.#walk.at -= 1;
    return this.#walk.at < 0 ? this.#walk.draft : this.#walk.found[this.#walk.at];
  }

  #find(prefix: string, draft: string): string[] {
    const found = new Set<string>();
    const all = [...this.#kernel, ...this.#shared, ...this.#sent];
    for (let i = all.length - 1; i >= 0; i--) {
      const input = all[i] ?? "";
      if (input.startsWith(prefix) && input !== draft) found.add(input);
    }
    return [...found];
  }
}
