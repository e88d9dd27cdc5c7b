/** Displays by the ids under which they can be shown again and updated (Jupyter messaging 5.1). */
import { t } from "../texts/texts";
import type { BlockDraft, Entry } from "./block-draft";
import { type Content, displayId, object } from "./message-content";
import type { Output } from "./transcript";
import { ID_COST, OUTPUT_COST, weightOf } from "./weights";

/** Of what displays that are not held show by now so much is kept, in UTF-16 units. */
const MOST_UNSEEN = 2 * 1024 * 1024;
/** So many ids are known that no display which is held has, and so many more that none had; of earlier ones it is not known any more what they show last. */
const MOST_IDS = 50_000;

interface Newest {
  /** Null when it was let go of: then only the log has it. */
  readonly content: Content | null;
  readonly seq: number;
}

/**
 * An update costs the same however many displays an id has: they are brought up to date (`settle`) when somebody looks,
 * as often as a picture is drawn and not as often as the kernel says something new.
 */
export class Displays {
  readonly #shown = new Map<string, Map<Entry, BlockDraft>>();
  /** What each id shows by now, and the record that said so. */
  readonly #newest = new Map<string, Newest>();
  /** Ids that say something new since the last `settle`. */
  readonly #changed = new Set<string>();
  #unseenIds = 0;

  /** A display that is there. */
  add(block: BlockDraft, entry: Entry): void {
    const id = idOf(entry);
    if (id === undefined) return;
    const shown = this.#shown.get(id);
    if (shown) shown.set(entry, block);
    else this.#shown.set(id, new Map([[entry, block]]));
  }

  /**
   * Shows content in all displays of its id.
   * @param seq the record that has it
   * @returns whether the id is known
   */
  update(content: Content, seq: number): boolean {
    const id = displayId(content);
    if (id === undefined) return false;
    // What comes late for a block that has come back may be older than what is shown.
    if (seq >= (this.#newest.get(id)?.seq ?? 0)) this.#newest.set(id, { content, seq });
    this.#changed.add(id);
    return this.#shown.has(id);
  }

  /** Brings what is shown up to date. @param touch called for each block before it changes, with the record that changes it */
  settle(touch: (block: BlockDraft, seq: number) => void): void {
    for (const id of this.#changed) {
      const { content, seq } = this.#newest.get(id) ?? {};
      if (!content || seq === undefined) continue;
      const [data, metadata] = [object(content.data), object(content.metadata)];
      for (const [entry, block] of this.#shown.get(id) ?? []) {
        const { output } = entry;
        if (output.kind !== "display" || output.data === data) continue;
        touch(block, seq);
        entry.output = { ...output, data, metadata };
      }
    }
    this.#changed.clear();
  }

  /** Lets go of displays; their ids stay known, and what they show by now. */
  forget(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      const id = idOf(entry);
      if (id !== undefined) this.#shown.get(id)?.delete(entry);
    }
  }

  /** What ids cost that no display which is held has, in UTF-16 units, as it was when some were last let go of. */
  get places(): number {
    return this.#unseenIds * ID_COST;
  }

  /**
   * Lets go of what no display that is held shows, oldest first, until that is little.
   * @returns how much is kept beside what is shown, in UTF-16 units
   */
  letGo(): number {
    const unseen: [id: string, newest: Newest, weight: number][] = [];
    let held = 0;
    let ids = 0;
    for (const id of this.#shown.keys()) if (!this.#isShown(id)) ids += 1;
    for (const id of this.#shown.keys()) {
      if (ids <= MOST_IDS) break;
      if (this.#isShown(id)) continue;
      this.#shown.delete(id);
      this.#newest.delete(id);
      ids -= 1;
    }
    // Updates of displays that never were here, or are known no more.
    let unknown = 0;
    for (const id of this.#newest.keys()) if (!this.#shown.has(id)) unknown += 1;
    for (const id of this.#newest.keys()) {
      if (unknown <= MOST_IDS) break;
      if (this.#shown.has(id)) continue;
      this.#newest.delete(id);
      unknown -= 1;
    }
    this.#unseenIds = ids + unknown;
    for (const [id, newest] of this.#newest) {
      if (!newest.content || this.#isShown(id)) continue;
      const weight = weightOf(newest.content) + OUTPUT_COST;
      held += weight;
      unseen.push([id, newest, weight]);
    }
    for (const [id, { seq }, weight] of unseen.sort(([, a], [, b]) => a.seq - b.seq)) {
      if (held <= MOST_UNSEEN) break;
      this.#newest.set(id, { content: null, seq });
      held -= weight;
    }
    return held;
  }

  #isShown(id: string): boolean {
    return (this.#shown.get(id)?.size ?? 0) > 0;
  }

  /** Takes over what a reading of another part of the log knows: an earlier part that comes in later may need it. */
  learn(other: Displays): void {
    for (const [id, known] of other.#newest) {
      if (known.seq > (this.#newest.get(id)?.seq ?? 0)) this.#newest.set(id, known);
    }
  }

  /**
   * An output of a reading of another part of the log, as it looks by now.
   * @param start the record after which that reading began
   */
  newest(output: Output, other: Displays, start: number): Output {
    const id = output.kind === "display" ? output.displayId : undefined;
    const newest = id === undefined ? undefined : this.#newest.get(id);
    if (id === undefined || !newest || output.kind !== "display") return output;
    if ((other.#newest.get(id)?.seq ?? start) >= newest.seq) return output;
    if (newest.content)
      return { ...output, data: object(newest.content.data), metadata: object(newest.content.metadata) };
    const sentence = t(
      "This output was updated later, and what it showed last was let go of to save memory. Run its code again to see it.",
    );
    return { ...output, data: { "text/plain": sentence }, metadata: {} };
  }
}

const idOf = ({ output }: Entry) => (output.kind === "display" ? output.displayId : undefined);
