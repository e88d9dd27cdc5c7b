/** A stdin that is no keyboard: taken as a whole, or line by line as answers. */
import { createInterface } from "node:readline";

/** Everything up to the end. */
export async function readAll(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** Lines that are taken one at a time; what is not asked for is not waited for. */
export class PipedLines {
  readonly #lines: string[] = [];
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  #ended = false;
  readonly #stop: () => void;

  constructor(input: NodeJS.ReadStream) {
    const rl = createInterface({ input });
    rl.on("line", (line) => {
      const take = this.#waiting.shift();
      if (take) take(line);
      else this.#lines.push(line);
    });
    rl.on("close", () => {
      this.#ended = true;
      for (const take of this.#waiting.splice(0)) take(undefined);
    });
    this.#stop = () => {
      rl.close();
      input.destroy();
    };
  }

  /** The next line; undefined after the last. */
  next(): Promise<string | undefined> {
    const line = this.#lines.shift();
    if (line !== undefined || this.#ended) return Promise.resolve(line);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  dispose(): void {
    this.#stop();
  }
}
