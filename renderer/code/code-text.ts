/** A text with its lines found: what turns offsets of a syntax tree into lines and back. */

/** Lines count from 1; a line's text stands without its line end ("\n" or "\r\n"). Offsets are UTF-16 units. */
export class CodeText {
  readonly text: string;
  /** Where each line begins. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Where a line begins; past the last one the text's end. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** Where a line ends, before its line end. */
  end(line: number): number {
    if (line >= this.#starts.length) return this.text.length;
    const end = this.start(line + 1) - 1;
    return this.text[end - 1] === "\r" ? end - 1 : end;
  }

  line(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** Lines `from` to `to`, both included, with "\n" between them. */
  lines(from: number, to: number): readonly string[] {
    const found: string[] = [];
    for (let line = from; line <= Math.min(to, this.lineCount); line++) found.push(this.line(line));
    return found;
  }

  /** The line that an offset stands in. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Where the first character of a line stands that is no space; the line's end where it is blank. */
  firstChar(line: number): number {
    const end = this.end(line);
    let at = this.start(line);
    while (at < end && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }
}

/** Space, tab, form feed and the like within a line. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
