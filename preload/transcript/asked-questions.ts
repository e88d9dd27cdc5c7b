import type { BlockDraft, Entry } from "./block-draft";

/** Which blocks ask or asked something, by the question's id: an answer may name no request. */
export class AskedQuestions {
  readonly #blocks = new Map<string, Set<BlockDraft>>();

  /** Remembers the block of an entry that is a question. */
  know(block: BlockDraft, { output }: Entry): void {
    if (output.kind !== "input") return;
    const asking = this.#blocks.get(output.requestId);
    if (asking) asking.add(block);
    else this.#blocks.set(output.requestId, new Set([block]));
  }

  forget(entries: readonly Entry[]): void {
    for (const { output } of entries) if (output.kind === "input") this.#blocks.delete(output.requestId);
  }

  /**
   * The block in which the question waits for its answer: the newest, unless it is that of the request which is named.
   * @param ofParent the block of that request
   */
  waitingIn(requestId: string, ofParent: BlockDraft | undefined): BlockDraft | undefined {
    const waits = (block: BlockDraft | undefined) => block?.openInput(requestId) !== undefined;
    if (waits(ofParent)) return ofParent;
    return [...(this.#blocks.get(requestId) ?? [])].sort((a, b) => a.start.seq - b.start.seq).findLast(waits);
  }
}
