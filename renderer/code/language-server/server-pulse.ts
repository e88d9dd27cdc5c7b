/** Whether a language server still answers: it hangs when it is asked something and says nothing at all for long. */

/** How often it is looked at, in ms of the window's own running time: a machine that slept raises no alarm. */
export const LOOK_MS = 2_000;
/** After so many looks in a row without a word it counts as silent. */
export const SILENT_LOOKS = 5;
/** After so many it hangs: a slow machine may take half a minute over one large file, and says nothing meanwhile. */
export const HUNG_LOOKS = 60;

export class ServerPulse {
  #asked = 0;
  #looks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param onSilent called when it says nothing any more, and with false when it speaks again
   * @param onHung called once, when it has been silent for long
   */
  constructor(
    private readonly onSilent: (silent: boolean) => void,
    private readonly onHung: () => void,
  ) {}

  /** Something was asked; to be called back when that was answered or given up. */
  ask(): () => void {
    this.#asked += 1;
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#asked -= 1;
      if (this.#asked === 0) this.#rest();
    };
  }

  /** It said something. */
  heard(): void {
    const wasSilent = this.#looks >= SILENT_LOOKS;
    this.#looks = 0;
    if (wasSilent) this.onSilent(false);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#looks += 1;
    if (this.#looks === SILENT_LOOKS) this.onSilent(true);
    if (this.#looks >= HUNG_LOOKS) {
      this.dispose();
      this.onHung();
    }
  }

  /** What was asked last was given up while it is silent: the next that is asked goes on counting. */
  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
