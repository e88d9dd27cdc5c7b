/** Edits of a text by the offsets of the original, applied together at the end. */

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class Edits {
  readonly #edits: Edit[] = [];

  constructor(private readonly source: string) {}

  /** Replaces a range; ranges that are replaced must not overlap. Line ends inside it are kept. */
  replace(start: number, end: number, text: string): void {
    const kept = this.source.slice(start, end).split("\n").length - text.split("\n").length;
    this.#edits.push({ start, end, text: text + "\n".repeat(Math.max(0, kept)) });
  }

  /** Puts `before` and `after` around a range. */
  wrap(start: number, end: number, before: string, after: string): void {
    if (before) this.#edits.push({ start, end: start, text: before });
    if (after) this.#edits.push({ start: end, end, text: after });
  }

  text(): string {
    let result = "";
    let at = 0;
    // Stable: of two edits at one place the earlier comes first, and insertions come before the replacement.
    const ordered = this.#edits
      .map((edit, index) => ({ ...edit, index }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
    for (const { start, end, text } of ordered) {
      result += this.source.slice(at, start) + text;
      at = Math.max(at, end);
    }
    return result + this.source.slice(at);
  }
}
