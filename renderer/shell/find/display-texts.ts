/** The texts of displays that were looked through last: a page is read once for many searches, as long as there is room. */
import { LINE_COST } from "../../../preload/transcript/weights";
import type { MimeBundle } from "../output/content/representations";
import { foundText } from "./found-text";

/** So much of them is kept, in UTF-16 units. */
const MOST_HELD = 16 * 1024 * 1024;
/** What is known of a display costs so much besides its text. */
const DISPLAY_COST = 200;

/** Lines that can be searched. */
export interface Texts {
  readonly length: number;
  at(line: number): string;
}

/** Of one display; `texts` is gone when others needed the room. */
interface Kept {
  texts: Texts | undefined;
  readonly held: number;
}

export class DisplayTexts {
  readonly #byDisplay = new WeakMap<MimeBundle, Kept>();
  /** Oldest first. */
  readonly #kept = new Set<Kept>();
  #held = 0;

  /** What is kept, in UTF-16 units, about. */
  get held(): number {
    return this.#held;
  }

  /** What of a display can be found. */
  of(data: MimeBundle): Texts {
    const known = this.#byDisplay.get(data)?.texts;
    if (known) return known;
    const texts = textLines(foundText(data));
    this.#keep(data, texts);
    return texts;
  }

  #keep(data: MimeBundle, texts: TextLines): void {
    const kept: Kept = { texts, held: texts.held + DISPLAY_COST };
    this.#byDisplay.set(data, kept);
    this.#kept.add(kept);
    this.#held += kept.held;
    for (const oldest of this.#kept) {
      // The last one is being searched just now.
      if (this.#held <= MOST_HELD || oldest === kept) return;
      this.#kept.delete(oldest);
      this.#held -= oldest.held;
      oldest.texts = undefined;
    }
  }
}

interface TextLines extends Texts {
  /** In UTF-16 units, about. */
  readonly held: number;
}

export function textLines(text: string): TextLines {
  const lines = text.split("\n");
  const held = text.length + lines.length * LINE_COST;
  return { length: lines.length, held, at: (line) => lines[line] ?? "" };
}
