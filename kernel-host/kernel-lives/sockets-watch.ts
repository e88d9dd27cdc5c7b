/** While a kernel starts, it is looked so often whether it makes its sockets elsewhere, in ms. */
const LOOK_MS = 1_000;

interface StartingKernel {
  /** Whether it starts still. */
  readonly starts: () => boolean;
  /** Why it will not be heard by its sockets; undefined where nothing says so. */
  readonly look: () => Promise<string | undefined>;
  /** Has it start anew; false when something else is done to it just now. */
  readonly startOver: (sentence: string) => boolean;
}

/** Looks whether a kernel that is starting makes other sockets than it was told to, until it has started. */
export function watchSockets({ starts, look, startOver }: StartingKernel): void {
  const timer = setInterval(async () => {
    if (!starts()) {
      clearInterval(timer);
      return;
    }
    const sentence = await look();
    if (sentence !== undefined && starts() && startOver(sentence)) clearInterval(timer);
  }, LOOK_MS);
  timer.unref();
}
