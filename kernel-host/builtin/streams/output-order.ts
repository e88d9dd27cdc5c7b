/** Puts the raw stdout and stderr of code that runs, and its messages, back into the order in which they were made. */
import { MarkedStream, type StreamItem } from "./marked-stream";

export type StreamName = "stdout" | "stderr";

/** A message that has its place between the lines: at the barrier of this number. */
export interface OrderedMessage {
  readonly after: number;
}

export interface OrderedOutput<Message extends OrderedMessage> {
  text(name: StreamName, request: number, text: string): void;
  message(message: Message): void;
}

const NAMES = ["stdout", "stderr"] as const;

export class OutputOrder<Message extends OrderedMessage> {
  readonly #streams: Record<StreamName, { parser: MarkedStream; waiting: StreamItem[] }>;
  readonly #messages = new Map<number, Message>();
  #passed = 0;

  constructor(
    token: string,
    private readonly output: OrderedOutput<Message>,
  ) {
    const stream = () => ({ parser: new MarkedStream(token), waiting: [] as StreamItem[] });
    this.#streams = { stdout: stream(), stderr: stream() };
  }

  /** Bytes came from one of the streams. */
  read(name: StreamName, bytes: Buffer): void {
    const { parser, waiting } = this.#streams[name];
    for (const item of parser.read(bytes)) waiting.push(item);
    this.#release();
  }

  /** A message came. */
  take(message: Message): void {
    this.#messages.set(message.after, message);
    this.#release();
  }

  /** Nothing more comes (the interpreter is gone): what waits is given out as far as its order is known. */
  end(): void {
    for (const name of NAMES) {
      const { parser, waiting } = this.#streams[name];
      waiting.push(...parser.end());
    }
    this.#release();
    for (let barrier = this.#lowestBarrier(); barrier !== undefined; barrier = this.#lowestBarrier()) {
      this.#pass(barrier);
      this.#release();
    }
    for (const [, message] of [...this.#messages].sort(([a], [b]) => a - b)) this.output.message(message);
    this.#messages.clear();
  }

  #release(): void {
    for (;;) {
      for (const name of NAMES) this.#releaseText(name);
      const [out, err] = NAMES.map((name) => this.#streams[name].waiting[0]);
      if (out?.kind !== "barrier" || err?.kind !== "barrier") return;
      // An interrupt may have kept the interpreter from writing a barrier into both: the lower one passes alone.
      const barrier = out.number <= err.number ? out : err;
      if (barrier.message && !this.#messages.has(barrier.number)) return;
      this.#pass(barrier.number);
    }
  }

  #releaseText(name: StreamName): void {
    const { waiting } = this.#streams[name];
    let used = 0;
    for (const item of waiting) {
      if (item.kind === "text") this.output.text(name, item.request, item.text);
      else if (item.number > this.#passed) break;
      used++;
    }
    if (used > 0) waiting.splice(0, used);
  }

  #pass(number: number): void {
    this.#passed = number;
    for (const name of NAMES) {
      const { waiting } = this.#streams[name];
      if (waiting[0]?.kind === "barrier" && waiting[0].number <= number) waiting.shift();
    }
    const message = this.#messages.get(number);
    if (!message) return;
    this.#messages.delete(number);
    this.output.message(message);
  }

  #lowestBarrier(): number | undefined {
    const numbers = NAMES.flatMap((name) =>
      this.#streams[name].waiting.flatMap((item) => (item.kind === "barrier" ? [item.number] : [])),
    );
    return numbers.length === 0 ? undefined : Math.min(...numbers);
  }
}
