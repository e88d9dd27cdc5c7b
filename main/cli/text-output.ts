/** Printed lines of one output as they grow: what of them stands on the screen, and what is to be written now. */
import type { Lines, TextLine } from "../../preload/transcript/transcript";
import { paintLine } from "./paint";
import type { Screen, Sink } from "./screen";

/** Lines further up than this are not looked at again: `reduce` calls them final too (MUTABLE_LINES). */
const LOOK_BACK = 256;

export class TextOutput {
  /** Lines before this one are written and ended. */
  #ended = 0;
  /** The last of the ended lines as they were written, and the unfinished one where it stands on the screen. */
  #written: TextLine[] = [];
  #open: TextLine | undefined;

  constructor(
    private readonly screen: Screen,
    private readonly sink: Sink,
  ) {}

  /**
   * Takes lines for written that were shown before.
   * @param withOpen also the unfinished one, which without a terminal waits for its end
   */
  skip(lines: Lines, withOpen = true): void {
    this.#ended = Math.max(0, lines.length - 1);
    this.#written = lines.slice(Math.max(0, this.#ended - LOOK_BACK), this.#ended);
    const last = lines.at(-1);
    this.#open = withOpen && last && last.text !== "" ? last : undefined;
  }

  /**
   * Writes what is new.
   * @param ours nothing else was written since: what stands on the screen may be written over
   */
  show(lines: Lines, ours: boolean): void {
    if (this.screen.live && this.sink === "stdout") this.#showLive(lines, ours);
    else this.#showEnded(lines);
  }

  /** Nothing more comes: writes the unfinished line, where it waited for its end. */
  end(lines: Lines): void {
    if (this.screen.live && this.sink === "stdout") {
      this.screen.endLine();
      return;
    }
    this.#showEnded(lines);
    const last = lines.at(-1);
    if (last && last.text !== "" && last !== this.#open) {
      this.screen.write(`${this.#paint(last)}\n`, 0, this.sink);
      this.#open = last;
    }
  }

  /** Without a terminal a line is written once it is ended, and never again. */
  #showEnded(lines: Lines): void {
    let text = "";
    for (; this.#ended < lines.length - 1; this.#ended++) {
      const line = lines[this.#ended] as TextLine;
      // An unfinished line that was shown earlier, by an attach before this one.
      text += `${line === this.#open ? "" : this.#paint(line)}\n`;
      this.#open = undefined;
    }
    this.screen.write(text, 0, this.sink);
  }

  #showLive(lines: Lines, ours: boolean): void {
    const changed = ours ? this.#firstChanged(lines) : undefined;
    let from = this.#ended;
    let text = "";
    if (changed !== undefined && this.#canReach(changed)) {
      text += this.#goUpTo(changed);
      from = changed;
    } else if (this.#open !== undefined) {
      const now = lines[this.#ended];
      const before = this.#open;
      if (ours && now && !now.runs && !before.runs && now.text.startsWith(before.text)) {
        text += now.text.slice(before.text.length);
        if (lines.length - 1 > this.#ended) text += "\n";
        else return this.#put(text, lines);
        from = this.#ended + 1;
      } else if (now === before) {
        if (lines.length - 1 === this.#ended) return;
        text += "\n";
        from = this.#ended + 1;
      } else text += ours ? this.#goUpTo(this.#ended) : "";
    }
    const last = lines.length - 1;
    for (let i = from; i < last; i++) text += `${this.#paint(lines[i] as TextLine)}\n`;
    if (lines[last]) text += this.#paint(lines[last]);
    this.#put(text, lines);
  }

  #put(text: string, lines: Lines): void {
    const last = lines.at(-1);
    this.screen.write(text, last?.text.length ?? 0, this.sink);
    this.skip(lines);
  }

  /** The first line among those on the screen that is another one now, but for the unfinished one. */
  #firstChanged(lines: Lines): number | undefined {
    const first = this.#ended - this.#written.length;
    const at = this.#written.findIndex((line, i) => lines[first + i] !== line);
    return at === -1 ? undefined : first + at;
  }

  /** Whether the line is still on the screen. */
  #canReach(index: number): boolean {
    return this.#rowsFrom(index) < this.screen.rows;
  }

  #rowsFrom(index: number): number {
    const first = this.#ended - this.#written.length;
    const rows = (line: TextLine) => Math.max(1, Math.ceil(line.text.length / this.screen.columns));
    return this.#written.slice(index - first).reduce((sum, line) => sum + rows(line), 0);
  }

  /** Puts the cursor at a line's beginning and clears what follows. */
  #goUpTo(index: number): string {
    const openRows = this.#open
      ? Math.max(0, Math.ceil(this.#open.text.length / this.screen.columns) - 1)
      : 0;
    const up = this.#rowsFrom(index) + openRows;
    return `${up > 0 ? `\x1b[${up}A` : ""}\r\x1b[J`;
  }

  #paint(line: TextLine): string {
    return paintLine(line, this.screen.colours);
  }
}
