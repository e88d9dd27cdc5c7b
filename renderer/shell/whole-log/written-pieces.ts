/** Takes what a transcript is written as, piece by piece, in tasks that hold no picture up. */
import { windowPace } from "../../kernels/pace";
import { TaskSlices } from "../../kernels/task-slices";

/**
 * Hands each piece on; resolves after the last.
 * @throws whatever `take` throws, or the reason of the signal
 */
export async function takePieces(
  pieces: Iterable<string>,
  take: (piece: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const slices = new TaskSlices(windowPace);
  for (const piece of pieces) {
    if (slices.over) {
      await slices.pause();
      signal?.throwIfAborted();
    }
    take(piece);
  }
  signal?.throwIfAborted();
}

/** Text that comes in many pieces and goes on in few. Lengths in UTF-16 units. */
export class GatheredText {
  #pieces: string[] = [];
  #length = 0;

  /** @param full so much is handed on at once */
  constructor(
    private readonly full: number,
    private readonly handOn: (text: string) => void,
  ) {}

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length >= this.full) this.end();
  }

  /** Hands on what is left. */
  end(): void {
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    for (let at = 0; at < text.length; ) {
      const to = wholeCharacters(text, at + this.full);
      this.handOn(text.slice(at, to));
      at = to;
    }
  }
}

/** `at`, or one less where that is within a character of two units. */
function wholeCharacters(text: string, at: number): number {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}
