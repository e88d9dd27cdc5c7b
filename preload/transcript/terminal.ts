/**
 * Printed text to lines, as a terminal without a height would show it: colours and faces, carriage return, backspace,
 * and the cursor and erase sequences that progress bars use. Every other escape sequence is swallowed. Sequences may
 * be cut anywhere between two calls.
 */
import { ABSENT_LINE, LINES_CHUNK } from "./absent";
import { applySgr } from "./sgr";
import { EMPTY_LINE, erase, writeAt } from "./styled-line";
import type { Lines, StyledRun, TextLine, TextStyle } from "./transcript";

/** The cursor moves up at most so far above the last line: what lies before is final. */
export const MUTABLE_LINES = 256;
/** Of plain text only so many lines at its end bear on what comes later: what is above is pushed out of reach. */
const LINES_THAT_MATTER = 2 * MUTABLE_LINES + 2;
/**
 * Furthest column the cursor may be sent to: a sequence cannot ask for gigabytes of spaces. A longer line is not written
 * over either: what would be stands in a line of its own.
 */
const MAX_COLUMN = 10_000;
/** Longest escape sequence whose end is waited for, in UTF-16 units; what is longer is none, and shown as it is. */
const MAX_SEQUENCE = 4096;

/** Anything that is not plain text and line feeds. Tabs stay in the text. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]/;
/** The next control character, or run of text without one. */
const TOKEN = /[^\x00-\x08\x0a-\x1f\x7f\x80-\x9f]+|[\x00-\x1f\x7f\x80-\x9f]/y;
/** One whole escape sequence: CSI (its parameters and final byte captured), or a short one. */
const SEQUENCE = /\x1b(?:\[([0-?]*)[ -/]*([@-~])|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])/y;
/**
 * OSC, DCS, SOS, PM or APC: a string up to BEL or ST. Any other control character ends it as well: of a program that
 * forgot the end, no more than a line is swallowed.
 */
const STRING = /\x1b[\]PX^_][^\x00-\x08\x0a-\x1f\x7f]*(\x07|\x1b\\)?/y;
/** A hyperlink and its address. */
const HYPERLINK = /^\x1b\]8;[^;]*;(.*?)(?:\x07|\x1b\\)$/;
/** Addresses that are kept; longer ones are none that anybody could follow. */
const LINKED = /^(?:https?|mailto|file):/i;
const MAX_ADDRESS = 2083;
/** The beginning of a sequence whose end may still come. */
const BEGUN = /\x1b(?:\[[0-?]*[ -/]*|[ -/]*)$/y;

/** What further text needs to know of what was printed: the lines that may still change, and the cursor. */
export interface TerminalState {
  readonly lines: Lines;
  readonly row: number;
  readonly column: number;
  readonly style?: TextStyle;
  readonly begun: string;
  /** How many lines there were before `lines`. Absent: none. */
  readonly first?: number;
}

/** What a terminal keeps of lines that are final and not asked for: everything, their places, or nothing. */
export type LineKeeping = "all" | "places" | "ends";

/** Where nothing but ends is kept plain text is put off to be looked at, up to this, in UTF-16 units. */
const MOST_PUT_OFF = 64 * 1024;

/** One stretch of printed text. */
export class Terminal {
  /**
   * The lines so far; the last one is where text goes next, "" after a line feed. Grows in place. Where only ends are kept it
   * is behind until `state` or `finalLines` is asked for.
   */
  readonly lines: TextLine[] = [EMPTY_LINE];
  /** How many lines there were before `lines`. */
  #before = 0;
  /** Lines before this one are final, also when later ones are erased. */
  #final = 0;
  #row = 0;
  #column = 0;
  #style: TextStyle | undefined;
  /** A sequence whose end has not come yet. */
  #begun = "";
  /** "ends" only: plain text that was printed at the end and not looked at yet, and its line feeds. */
  #putOff = "";
  #feedsPutOff = 0;
  /** Runs that the present call of `write` has made. */
  #ownRuns: readonly StyledRun[] | undefined;

  constructor(private readonly keeps: LineKeeping = "all") {}

  /** Goes on where another terminal stood, without its final lines; to keep "places", these stand there as absent. */
  static restore(state: TerminalState, keeps: LineKeeping = "all"): Terminal {
    const terminal = new Terminal(keeps);
    const { first = 0 } = state;
    terminal.lines.length = 0;
    if (keeps === "places") {
      for (let i = 0; i < first; i++) terminal.lines.push(ABSENT_LINE);
      terminal.#final = first;
    } else terminal.#before = first;
    terminal.lines.push(...state.lines);
    if (keeps === "places") {
      for (let at = 0; at < terminal.lines.length; at += LINES_CHUNK) terminal.sources.push(0);
    }
    terminal.#row = state.row + terminal.#final;
    terminal.#column = state.column;
    terminal.#style = state.style;
    terminal.#begun = state.begun;
    return terminal;
  }

  /** What `restore` needs. */
  get state(): TerminalState {
    this.#finish();
    return {
      lines: this.lines.slice(this.#final),
      row: this.#row - this.#final,
      column: this.#column,
      ...(this.#style && { style: this.#style }),
      begun: this.#begun,
      ...(this.#before + this.#final > 0 && { first: this.#before + this.#final }),
    };
  }

  /** Of each `LINES_CHUNK` lines the record that wrote the first of them; 0 where that is not known. */
  readonly sources: number[] = [];

  /** What was just written came with that record. */
  wroteBy(seq: number): void {
    if (this.keeps === "ends") return;
    const chunks = Math.floor((this.lines.length - 1) / LINES_CHUNK) + 1;
    while (this.sources.length < chunks) this.sources.push(seq);
  }

  /** So many lines, from the first on, never change again; also where erasing has since taken lines from the end. */
  get finalLines(): number {
    this.#finish();
    return this.#final;
  }

  #finish(): void {
    this.#look();
    this.#final = Math.max(this.#final, this.lines.length - MUTABLE_LINES);
  }

  /** Prints text at the cursor. */
  write(text: string): void {
    let rest = this.#begun + text;
    this.#begun = "";
    if (rest.includes("\r\n")) rest = rest.replaceAll("\r\n", "\n");
    if (this.#style === undefined && this.#atEnd() && !CONTROL.test(rest)) {
      if (this.keeps === "ends") this.#putOffPlain(rest);
      else this.#writePlain(rest);
    } else {
      this.#look();
      this.#ownRuns = undefined;
      this.#writeStyled(rest);
    }
  }

  #atEnd(): boolean {
    return this.#row === this.lines.length - 1 && this.#column === this.#line.text.length;
  }

  get #line(): TextLine {
    return this.lines[this.#row] ?? EMPTY_LINE;
  }

  /** Of plain text that no later text can reach only the lines are counted; the rest is looked at when somebody asks. */
  #putOffPlain(text: string): void {
    let feeds = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) feeds += 1;
    if (feeds >= LINES_THAT_MATTER) {
      this.#pass(this.lines.length - 1 + this.#feedsPutOff);
      this.#putOff = text;
      this.#feedsPutOff = feeds;
      return;
    }
    this.#putOff += text;
    this.#feedsPutOff += feeds;
    if (this.#putOff.length > MOST_PUT_OFF) this.#look();
  }

  /** Takes in what was put off. */
  #look(): void {
    if (this.#putOff === "") return;
    const text = this.#putOff;
    const far = this.#feedsPutOff >= LINES_THAT_MATTER;
    this.#putOff = "";
    this.#feedsPutOff = 0;
    this.#writePlain(far ? this.#pastStart(text) : text);
  }

  #writePlain(text: string): void {
    const [first = "", ...others] = text.split("\n");
    if (first !== "") this.lines[this.#row] = writeAt(this.#line, this.#column, first, undefined);
    for (const line of others) this.lines.push(line === "" ? EMPTY_LINE : { text: line });
    this.#row = this.lines.length - 1;
    this.#column = this.#line.text.length;
  }

  /** Counts the lines of plain text that no later text can reach, and answers what is left. */
  #pastStart(text: string): string {
    let at = text.length;
    for (let lines = 0; lines < LINES_THAT_MATTER; lines++) {
      at = text.lastIndexOf("\n", at - 1);
      if (at <= 0) return text;
    }
    let passed = this.lines.length - 1;
    for (let feed = text.indexOf("\n"); feed <= at && feed !== -1; feed = text.indexOf("\n", feed + 1))
      passed += 1;
    this.#pass(passed);
    return text.slice(at + 1);
  }

  /** So many lines lie before those that matter now: a new, empty one. */
  #pass(lines: number): void {
    this.#before += lines;
    this.#final = Math.max(0, this.#final - lines);
    this.lines.splice(0, this.lines.length, EMPTY_LINE);
    this.#row = 0;
    this.#column = 0;
  }

  #writeStyled(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (text[at] === "\x1b") {
        const end = this.#sequence(text, at);
        if (end === undefined) {
          this.#begun = text.slice(at);
          return;
        }
        at = end;
        continue;
      }
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(text)?.[0] ?? text.slice(at, at + 1);
      at += token.length;
      this.#print(token);
    }
  }

  /** Does what the sequence at a place says. @returns where it ends; undefined where its end may still come */
  #sequence(text: string, at: number): number | undefined {
    STRING.lastIndex = at;
    const string = STRING.exec(text);
    if (string) {
      const [whole, end] = string;
      const behind = STRING.lastIndex;
      if (end !== undefined) this.#hyperlink(whole);
      else if (behind === text.length || (behind === text.length - 1 && text[behind] === "\x1b"))
        return whole.length <= MAX_SEQUENCE ? undefined : at + 2;
      return behind;
    }
    SEQUENCE.lastIndex = at;
    const [, parameters = "", final] = SEQUENCE.exec(text) ?? [];
    if (SEQUENCE.lastIndex > 0) {
      const behind = SEQUENCE.lastIndex;
      if (final !== undefined) this.#control(final, parameters);
      return behind;
    }
    BEGUN.lastIndex = at;
    if (BEGUN.test(text) && text.length - at <= MAX_SEQUENCE) return undefined;
    return at + 1;
  }

  #print(token: string): void {
    switch (token) {
      case "\n":
        this.#row += 1;
        if (this.#row === this.lines.length) this.lines.push(EMPTY_LINE);
        this.#column = 0;
        return;
      case "\r":
        this.#column = 0;
        return;
      case "\b":
        this.#column = Math.max(0, this.#column - 1);
        return;
      default:
        if (token.length === 1 && CONTROL.test(token)) return;
        if (this.#isBehindLongLine()) this.#startLine();
        this.#show(token);
    }
  }

  /** Writes at the cursor. Runs that were added to a line in this call are still nobody's: they are added to in place. */
  #show(text: string): void {
    const line = this.#line;
    const own = line.runs !== undefined && line.runs === this.#ownRuns;
    const written = writeAt(line, this.#column, text, this.#style, own);
    this.lines[this.#row] = written;
    if (written.runs !== line.runs) this.#ownRuns = written.runs;
    this.#column += text.length;
  }

  /** Whether the cursor stands in a line of so many columns that a terminal would have begun others in it. */
  #isBehindLongLine(): boolean {
    const { length } = this.#line.text;
    return length > MAX_COLUMN && this.#column < length;
  }

  /** A new line at the end: what was written over a long one would cost its whole length each time. */
  #startLine(): void {
    this.lines.push(EMPTY_LINE);
    this.#row = this.lines.length - 1;
    this.#column = 0;
  }

  /** OSC 8: what is printed from here on links to an address, or with an empty one does no more. */
  #hyperlink(sequence: string): void {
    const [, address] = HYPERLINK.exec(sequence) ?? [];
    if (address === undefined) return;
    const { link: _before, ...style } = this.#style ?? {};
    if (LINKED.test(address) && address.length <= MAX_ADDRESS) this.#style = { ...style, link: address };
    else this.#style = Object.keys(style).length > 0 ? style : undefined;
  }

  /** A control sequence (ECMA-48 §8.3) by its final byte. */
  #control(final: string, parameters: string): void {
    if (final === "m") {
      // "[>…m" and "[?…m" set keyboard modes.
      if (/^[<-?]/.test(parameters)) return;
      const link = this.#style?.link;
      this.#style = applySgr(this.#style, parameters);
      if (link !== undefined) this.#style = { ...this.#style, link };
      return;
    }
    const first = Number.parseInt(parameters, 10) || 0;
    const count = Math.max(1, first);
    switch (final) {
      case "A":
      case "F":
        this.#finish();
        this.#row = Math.max(this.#row - count, this.#final);
        if (final === "F") this.#column = 0;
        return;
      case "B":
      case "E":
        this.#row = Math.min(this.#row + count, this.lines.length - 1);
        if (final === "E") this.#column = 0;
        return;
      case "C":
        this.#column = Math.min(this.#column + count, MAX_COLUMN);
        return;
      case "D":
        this.#column = Math.max(this.#column - count, 0);
        return;
      case "G":
        this.#column = Math.min(count - 1, MAX_COLUMN);
        return;
      case "K":
        if (first > 2) return;
        if (first === 1 && this.#isBehindLongLine()) return this.#startLine();
        this.lines[this.#row] = erase(
          this.#line,
          first === 0 ? this.#column : 0,
          first === 1 ? this.#column + 1 : Number.POSITIVE_INFINITY,
        );
        return;
      case "J":
        // Only what lies below the cursor: a "clear screen" takes back nothing that was printed.
        if (first !== 0) return;
        this.#finish();
        this.lines[this.#row] = erase(this.#line, this.#column, Number.POSITIVE_INFINITY);
        this.lines.length = this.#row + 1;
    }
  }
}

/** How many lines there are to show: an empty last line is only where the next text would go. */
export function printedLines(lines: Lines): number {
  return lines.at(-1)?.text === "" ? lines.length - 1 : lines.length;
}

/** Text with ANSI sequences to lines, at once. */
export function toLines(text: string): TextLine[] {
  const terminal = new Terminal();
  terminal.write(text);
  return terminal.lines;
}

/** Text with its escape sequences and control characters taken out; line feeds and tabs stay. */
export function stripAnsi(text: string): string {
  return toLines(text)
    .map((line) => line.text)
    .join("\n");
}
