/** The blocks of a reducer as they are shown: of a hundred thousand only those are built anew that may have changed. */
import type { BlockDraft } from "./block-draft";
import { ChangeHistory } from "./changes";
import type { MarkIndex } from "./marks";
import type { Block, Transcript } from "./transcript";

export class ShownBlocks {
  #drafts: readonly BlockDraft[] = [];
  #blocks: readonly Block[] = [];
  /** For each draft how many blocks are shown before it; one more entry than there were drafts. */
  readonly #before: number[] = [0];
  readonly #changed = new Set<BlockDraft>();
  /** Drafts from this place on are looked at anew, changed or not. */
  #from = 0;
  readonly #history = new ChangeHistory();

  /** Other drafts may stand in this list from place `from` on: all of them, or those that were added at its end. */
  take(drafts: readonly BlockDraft[], from: number): void {
    this.#drafts = drafts;
    this.#from = Math.min(this.#from, from);
    for (let i = from; i < drafts.length; i++) (drafts[i] as BlockDraft).place = i;
  }

  /** Other marks: any block may look different. */
  marked(): void {
    this.#from = 0;
  }

  /** The draft was changed. */
  readonly changed = (draft: BlockDraft): void => {
    if (draft.place >= 0 && draft.place < this.#from) this.#changed.add(draft);
  };

  /** What there is to show. @param seq the newest record that was taken in */
  build(marks: MarkIndex, seq: number): Transcript {
    const drafts = this.#drafts;
    const blocks = this.#blocks.slice();
    const at: number[] = [];
    let from = this.#from;
    for (const draft of this.#changed) {
      const { place } = draft;
      // One that has left since it was changed is not shown any more.
      if (place < 0 || place >= from) continue;
      const shownAt = this.#before[place] as number;
      const wasShown = (this.#before[place + 1] as number) > shownAt;
      const block = draft.build(marks);
      if (!block || !wasShown) {
        // It comes into view or goes: what is behind it moves.
        if (block || wasShown) from = place;
      } else if (blocks[shownAt] !== block) {
        blocks[shownAt] = block;
        at.push(shownAt);
      }
    }
    const fromShown = this.#before[from] as number;
    this.#before.length = from;
    blocks.length = fromShown;
    for (let i = from; i < drafts.length; i++) {
      this.#before.push(blocks.length);
      const block = (drafts[i] as BlockDraft).build(marks);
      if (block) blocks.push(block);
    }
    this.#before.push(blocks.length);
    this.#changed.clear();
    this.#from = drafts.length;
    this.#blocks = blocks;
    const transcript = { blocks, seq };
    this.#history.note(transcript, { at: at.filter((place) => place < fromShown), from: fromShown });
    return transcript;
  }
}
