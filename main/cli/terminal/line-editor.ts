/**
 * The line that is being typed, below the output: Node's readline with a prompt that follows the kernel's, a mode that
 * shows nothing of what is typed, and the ability to step aside while output is printed.
 */
import { createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import { PassThrough, Writable } from "node:stream";
import type { WriteStream } from "node:tty";
import { unawaited } from "../../floor/failures";
import type { Footer, Screen } from "./screen";

export interface LineEditorOptions {
  /** Earlier inputs, the newest first. */
  readonly history: readonly string[];
  /** Lines that were entered at once: one when typed, several when pasted. */
  readonly onLines: (lines: readonly string[]) => void;
  readonly onInterrupt: () => void;
  /** Ctrl+D on an empty line. */
  readonly onLeave: () => void;
  /** What may stand at the cursor: candidates, and how many characters before the cursor each replaces. */
  readonly complete: (before: string) => Promise<{ readonly matches: string[]; readonly replaced: number }>;
}

/** What the editor asks for now. */
export interface EditorPrompt {
  readonly text: string;
  /** `text` with its colours. */
  readonly painted: string;
  readonly secret: boolean;
  /** Lines belong into the history. */
  readonly remembered: boolean;
}

const NOTHING: EditorPrompt = { text: "", painted: "", secret: false, remembered: true };

export class LineEditor implements Footer {
  readonly #rl: Interface;
  readonly #keyboard: Keyboard;
  readonly #output: SilencedOutput;
  #prompt = NOTHING;
  #shown = false;
  #lines: string[] = [];
  #closed = false;
  readonly #resized = () => this.#output.emit("resize");

  constructor(
    private readonly screen: Screen,
    input: NodeJS.ReadStream,
    private readonly stdout: NodeJS.WriteStream,
    private readonly options: LineEditorOptions,
  ) {
    this.#output = new SilencedOutput(stdout as WriteStream);
    stdout.on("resize", this.#resized);
    // The terminal went away.
    input.on("end", () => this.#leave()).on("error", () => this.#leave());
    this.#keyboard = new Keyboard(input);
    this.#rl = createInterface({
      input: this.#keyboard,
      output: this.#output,
      terminal: true,
      prompt: "",
      history: [...options.history],
      historySize: 1000,
      removeHistoryDuplicates: true,
      completer: (line: string, answer: (error: null, result: [string[], string]) => void) => {
        if (!this.#prompt.remembered) return answer(null, [[], line]);
        unawaited(
          "complete",
          options.complete(line).then(
            ({ matches, replaced }) => answer(null, [matches, line.slice(line.length - replaced)]),
            () => answer(null, [[], line]),
          ),
        );
      },
    });
    this.#rl.on("line", (line) => this.#entered(line));
    this.#rl.on("history", (history: string[]) => {
      if (!this.#prompt.remembered) history.shift();
    });
    this.#rl.on("SIGINT", () => options.onInterrupt());
    this.#rl.on("close", () => this.#leave());
  }

  /** What was typed and not entered. */
  get line(): string {
    return this.#rl.line;
  }

  /** Asks for a line, or with undefined for nothing in particular. */
  ask(prompt: EditorPrompt | undefined): void {
    const next = prompt ?? NOTHING;
    this.hide();
    this.#prompt = next;
    this.#output.silent = next.secret;
    this.#rl.setPrompt(next.painted);
    this.show();
  }

  /** Puts text into the line, as if it had been typed. */
  type(text: string): void {
    this.#rl.write(text);
  }

  /** Drops what was typed. */
  discard(): void {
    this.hide();
    this.#rl.write(null, { ctrl: true, name: "e" });
    this.#rl.write(null, { ctrl: true, name: "u" });
    this.hide();
    this.show();
  }

  hide(): void {
    if (!this.#shown || this.#closed) return;
    this.#shown = false;
    const { rows } = this.#position();
    const out = this.stdout;
    if (rows > 0) moveCursor(out, 0, -rows);
    cursorTo(out, 0);
    out.write("\x1b[J");
    // An unfinished line stands above: back to its end.
    const open = this.screen.openColumns;
    if (open === 0) return;
    moveCursor(out, 0, -1);
    cursorTo(out, open % this.screen.columns || Math.min(open, this.screen.columns - 1));
  }

  show(): void {
    if (this.#shown || this.#closed) return;
    if (this.#prompt.text === "" && this.#rl.line === "") return;
    this.#shown = true;
    const out = this.stdout;
    if (this.screen.openColumns > 0) out.write("\n");
    const line = this.#prompt.secret ? "" : this.#rl.line;
    out.write(this.#prompt.painted + line);
    const columns = this.screen.columns;
    const length = this.#prompt.text.length + line.length;
    // A full last row: the cursor has to go to the next one, as readline does it.
    if (length > 0 && length % columns === 0) out.write(" \b");
    const at = this.#position();
    moveCursor(out, 0, at.rows - Math.floor(length / columns));
    cursorTo(out, at.cols);
  }

  dispose(): void {
    this.#closed = true;
    this.stdout.off("resize", this.#resized);
    this.#output.silent = true;
    this.#rl.close();
    this.#keyboard.dispose();
  }

  #leave(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.options.onLeave();
  }

  #position(): { rows: number; cols: number } {
    if (!this.#prompt.secret) return this.#rl.getCursorPos();
    const { length } = this.#prompt.text;
    return { rows: Math.floor(length / this.screen.columns), cols: length % this.screen.columns };
  }

  #entered(line: string): void {
    if (this.#prompt.secret) this.stdout.write("\n");
    this.#shown = false;
    this.#prompt = { ...NOTHING, remembered: this.#prompt.remembered };
    this.#output.silent = false;
    this.#rl.setPrompt("");
    this.#lines.push(line);
    if (this.#lines.length > 1) return;
    setImmediate(() => {
      const lines = this.#lines;
      this.#lines = [];
      this.options.onLines(lines);
    });
  }
}

/** The keys of a terminal for readline, which does not expect that a terminal can go away. */
class Keyboard extends PassThrough {
  constructor(private readonly terminal: NodeJS.ReadStream) {
    super();
    terminal.pipe(this, { end: false });
  }

  get isRaw(): boolean {
    return this.terminal.isRaw;
  }

  setRawMode(raw: boolean): this {
    try {
      this.terminal.setRawMode(raw);
    } catch {
      // It is gone.
    }
    return this;
  }

  dispose(): void {
    this.terminal.unpipe(this);
    this.terminal.pause();
  }
}

/** A terminal for readline that shows nothing while a password is typed. */
class SilencedOutput extends Writable {
  silent = false;

  constructor(private readonly terminal: WriteStream) {
    super({ decodeStrings: false });
  }

  get columns(): number {
    return this.terminal.columns || 80;
  }

  get rows(): number {
    return this.terminal.rows || 24;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.silent) this.terminal.write(chunk);
    done();
  }
}
