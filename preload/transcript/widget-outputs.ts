/** Output widgets within a block: which of them takes what comes, and where its outputs stand (ipywidgets, OutputModel.msg_id). */

/** Where among a block's outputs those of a widget stand, in order; behind the first `used` stands what it has cleared. */
interface WidgetPlaces {
  readonly at: number[];
  used: number;
}

export class WidgetOutputs {
  /** Those that take what comes, by comm_id, the innermost last. */
  #taking: readonly string[];
  /** Those whose clear_output waits for the next output. */
  readonly #clears: Set<string>;
  readonly #places = new Map<string, WidgetPlaces>();

  constructor(taking: readonly string[] = [], clears: readonly string[] = []) {
    this.#taking = taking;
    this.#clears = new Set(clears);
  }

  /** The one that takes what comes now. */
  get present(): string | undefined {
    return this.#taking.at(-1);
  }

  /** What the constructor needs to make it again. */
  get state(): { readonly widgets?: readonly string[]; readonly widgetClears?: readonly string[] } {
    return {
      ...(this.#taking.length > 0 && { widgets: this.#taking }),
      ...(this.#clears.size > 0 && { widgetClears: [...this.#clears] }),
    };
  }

  /** A widget begins or ends to take what the request prints and shows. */
  taken(widget: string, takes: boolean): void {
    const others = this.#taking.filter((one) => one !== widget);
    this.#taking = takes ? [...others, widget] : others;
  }

  /** An output of a widget that was there before. @param spent the widget has cleared it away */
  restore(widget: string, at: number, spent: boolean): void {
    const places = this.#placesOf(widget);
    places.at.push(at);
    if (!spent) places.used = places.at.length;
  }

  /** Where the newest output of a widget stands; undefined where it has none. */
  last(widget: string): number | undefined {
    const { at, used } = this.#placesOf(widget);
    return at[used - 1];
  }

  /** Where its next output comes: in the place of one that it has cleared away, else at the end. */
  next(widget: string, end: number): number {
    const places = this.#placesOf(widget);
    const at = places.at[places.used] ?? end;
    places.at[places.used] = at;
    places.used += 1;
    return at;
  }

  /** Its outputs are to be cleared away when the next one comes. */
  clearLater(widget: string): void {
    this.#clears.add(widget);
  }

  clearWaits(widget: string): boolean {
    return this.#clears.has(widget);
  }

  /** Clears a widget; answers where its outputs stand. */
  empty(widget: string): readonly number[] {
    this.#clears.delete(widget);
    const places = this.#placesOf(widget);
    const gone = places.at.slice(0, places.used);
    places.used = 0;
    return gone;
  }

  /** All of the block's outputs are cleared away. */
  forgetPlaces(): void {
    this.#places.clear();
  }

  #placesOf(widget: string): WidgetPlaces {
    let places = this.#places.get(widget);
    if (!places) {
      places = { at: [], used: 0 };
      this.#places.set(widget, places);
    }
    return places;
  }
}
