/** Printed lines of one output as they grow: what of them stands on the screen, and what is to be written now. */
import type { Lines, TextLine } from "../../../preload/transcript/transcript";
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
  /** Without a terminal: an unfinished line that was written, and ended, because something else came behind it. */
  #cutOff: TextLine | undefined;

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

  /** Whether there is anything to be written now. */
  hasMore(lines: Lines): boolean {
    if (this.screen.live && this.sink === "stdout") return lines.length > 1 || (lines[0]?.text ?? "") !== "";
    return lines.length - 1 > this.#ended;
  }

  /** Whether `end` would write something. */
  isUnfinished(lines: Lines): boolean {
    const last = lines.at(-1);
    return !this.screen.live && last !== undefined && last.text !== "" && last !== this.#cutOff;
  }

  /** Nothing more comes, or something else comes behind it: writes the unfinished line, where it waited for its end. */
  end(lines: Lines): void {
    if (this.screen.live && this.sink === "stdout") {
      this.screen.endLine();
      return;
    }
    this.#showEnded(lines);
    const last = lines.at(-1);
    if (!last || last.text === "" || last === this.#cutOff) return;
    this.screen.write(this.#restOf(last), 0, this.sink);
    this.#cutOff = last;
  }

  /** Without a terminal a line is written once it is ended, and never again. */
  #showEnded(lines: Lines): void {
    let text = "";
    for (; this.#ended < lines.length - 1; this.#ended++) {
      const line = lines[this.#ended] as TextLine;
      // An unfinished line that was shown earlier, by an attach before this one.
      text += line === this.#open ? "\n" : this.#restOf(line);
      this.#open = undefined;
      this.#cutOff = undefined;
    }
    this.screen.write(text, 0, this.sink);
  }

  /** A line with its end, or what it has got since it was cut off. */
  #restOf(line: TextLine): string {
    const before = this.#cutOff;
    if (!before || !goesOn(before, line)) return `${this.#paint(line)}\n`;
    const rest = line.text.slice(before.text.length);
    return rest === "" ? "" : `${rest}\n`;
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
      if (now && now !== before && goesOn(before, now)) {
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

/** Whether a line is an earlier state of it with more behind it. */
function goesOn(before: TextLine, now: TextLine): boolean {
  return !before.runs && !now.runs && now.text.startsWith(before.text);
}
