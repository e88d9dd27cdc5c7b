/**
 * Where a command writes: stdout and stderr, their colours, and on a terminal the line that is still unfinished. A
 * reader that goes away ends the command without a word.
 */
import type { WriteStream } from "node:tty";
import { EXIT } from "./exit-codes";

export type Sink = "stdout" | "stderr";

/** Whether colours are wanted on a stream, by NO_COLOR, FORCE_COLOR (which wins) and what the stream is: also Git's pager. */
export function wantsColours(
  env: Readonly<Record<string, string | undefined>>,
  stream: { readonly isTTY?: boolean },
): boolean {
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  if (env["NO_COLOR"]) return false;
  return (stream.isTTY === true || env["GIT_PAGER_IN_USE"] === "true") && env["TERM"] !== "dumb";
}

/** What stands below the output and is taken away while something is printed: the line that is being typed. */
export interface Footer {
  hide(): void;
  show(): void;
}

export class Screen {
  readonly colours: boolean;
  /** stdout is a terminal on which we may go back over what was written. */
  readonly live: boolean;
  footer: Footer | undefined;
  /** The terminal went away, as when the line breaks; without it the command ends at once. */
  onGone: (() => void) | undefined;
  /** Rows and last column of the line that was not ended yet, as it stands on the screen. */
  #openColumns = 0;
  readonly #slow = new Set<NodeJS.WriteStream>();

  constructor(
    private readonly stdout: NodeJS.WriteStream,
    private readonly stderr: NodeJS.WriteStream,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.colours = wantsColours(env, stdout);
    this.live = stdout.isTTY === true && env["TERM"] !== "dumb";
    for (const stream of [stdout, stderr]) {
      stream.on("error", (error: NodeJS.ErrnoException) => {
        // Whoever read has enough, as `head` does.
        if (error.code === "EPIPE") process.exit(EXIT.ok);
        if (this.onGone) this.onGone();
        else process.exit(EXIT.failed);
      });
    }
  }

  get columns(): number {
    return (this.stdout as WriteStream).columns || 80;
  }

  get rows(): number {
    return (this.stdout as WriteStream).rows || 24;
  }

  /** Columns of the unfinished line on a terminal; 0 when the cursor is at a line's beginning. */
  get openColumns(): number {
    return this.#openColumns;
  }

  /** Writes text as it is. `open`: the columns of an unfinished line that it leaves behind. */
  write(text: string, open = 0, sink: Sink = "stdout"): void {
    if (text === "") return;
    const stream = sink === "stdout" ? this.stdout : this.stderr;
    if (!stream.write(text)) this.#slow.add(stream);
    this.#openColumns = open;
  }

  /** Writes whole lines, below whatever stands unfinished. */
  line(text: string, sink: Sink = "stdout"): void {
    this.endLine();
    this.write(`${text}\n`, 0, sink);
  }

  endLine(): void {
    if (this.#openColumns > 0) this.write("\n");
  }

  /** Prints above the footer. */
  printing(print: () => void): void {
    this.footer?.hide();
    print();
    this.footer?.show();
  }

  /** Resolves when whoever reads has everything: a process that ends before cuts off what a pipe has not taken. */
  async flushed(): Promise<void> {
    await Promise.all(
      [this.stdout, this.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))),
    );
  }

  /** Resolves when what was written has been taken. */
  async drained(): Promise<void> {
    for (const stream of [...this.#slow]) {
      this.#slow.delete(stream);
      if (stream.writableNeedDrain) await new Promise((resolve) => stream.once("drain", resolve));
    }
  }
}
