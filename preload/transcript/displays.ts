/** Displays by the ids under which they can be shown again and updated (Jupyter messaging 5.1). */
import type { BlockDraft, Entry } from "./block-draft";
import { type Content, displayId, object } from "./message-content";
import type { Output } from "./transcript";

export class Displays {
  readonly #shown = new Map<string, { block: BlockDraft; entry: Entry }[]>();
  /** What each id shows by now, where that changed after it was first shown. */
  readonly #newest = new Map<string, Content>();

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
   * @param touch called for each block before it changes
   * @returns whether the id is known
   */
  update(content: Content, touch: (block: BlockDraft) => void): boolean {
    const id = displayId(content);
    const shown = id === undefined ? undefined : this.#shown.get(id);
    if (id !== undefined) this.#newest.set(id, content);
    for (const { block, entry } of shown ?? []) {
      if (entry.output.kind !== "display") continue;
      touch(block);
      entry.output = this.newest(entry.output);
    }
    return shown !== undefined;
  }

  /** An output as it looks by now. */
  readonly newest = (output: Output): Output => {
    const id = output.kind === "display" ? output.displayId : undefined;
    const content = id === undefined ? undefined : this.#newest.get(id);
    if (!content || output.kind !== "display") return output;
    return { ...output, data: object(content.data), metadata: object(content.metadata) };
  };
}
