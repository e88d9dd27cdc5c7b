/** Displays by the ids under which they can be shown again and updated (Jupyter messaging 5.1). */
import type { BlockDraft, Entry } from "./block-draft";
import { type Content, displayId, object } from "./message-content";
import type { Output } from "./transcript";

export class Displays {
  readonly #shown = new Map<string, { block: BlockDraft; entry: Entry }[]>();
  /** What each id shows by now, and the record that said so, where that changed after it was first shown. */
  readonly #newest = new Map<string, { readonly content: Content; readonly seq: number }>();

  /** A display that is there. */
  add(block: BlockDraft, entry: Entry): void {
    const id = entry.output.kind === "display" ? entry.output.displayId : undefined;
    if (id === undefined) return;
    const shown = this.#shown.get(id);
    if (shown) shown.push({ block, entry });
    else this.#shown.set(id, [{ block, entry }]);
  }

  /**
   * Shows content in all displays of its id.
   * @param seq the record that has it
   * @param touch called for each block before it changes
   * @returns whether the id is known
   */
  update(content: Content, seq: number, touch: (block: BlockDraft) => void): boolean {
    const id = displayId(content);
    const shown = id === undefined ? undefined : this.#shown.get(id);
    if (id !== undefined) this.#newest.set(id, { content, seq });
    for (const { block, entry } of shown ?? []) {
      if (entry.output.kind !== "display") continue;
      touch(block);
      entry.output = this.newest(entry.output);
    }
    return shown !== undefined;
  }

  /** Lets go of the displays of these blocks; their ids stay known, and what they show by now. */
  forget(blocks: ReadonlySet<BlockDraft>): void {
    for (const [id, shown] of this.#shown) {
      const left = shown.filter(({ block }) => !blocks.has(block));
      if (left.length < shown.length) this.#shown.set(id, left);
    }
  }

  /** Takes over what a reading of another part of the log knows: an earlier part that comes in later may need it. */
  learn(other: Displays): void {
    for (const [id, known] of other.#newest) {
      if (known.seq > (this.#newest.get(id)?.seq ?? 0)) this.#newest.set(id, known);
    }
  }

  /** An output as it looks by now. */
  readonly newest = (output: Output): Output => {
    const id = output.kind === "display" ? output.displayId : undefined;
    const content = id === undefined ? undefined : this.#newest.get(id)?.content;
    if (!content || output.kind !== "display") return output;
    return { ...output, data: object(content.data), metadata: object(content.metadata) };
  };
}
