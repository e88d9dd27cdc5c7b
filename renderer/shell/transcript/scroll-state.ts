/**
 * Where a shell is scrolled to: follows the newest output until the user scrolls up, and again once they are back.
 * A page can be no higher than the browser's limit, so past it the transcript moves faster than the scroll bar.
 */

/** Height of the page at most, in px: below what Chromium can lay out. */
const MOST_PX = 30_000_000;
/** So near the end counts as at the end, in px. */
const END_PX = 24;

export class ScrollState {
  /** Shows the newest. */
  sticks = true;
  #lastTop = 0;

  /** The height that a transcript of that height gets on the page. */
  static pageHeight(height: number): number {
    return Math.min(height, MOST_PX);
  }

  /**
   * What to take from a place in the transcript to have its place on the page, both in px.
   * @param rest height of what follows the transcript, less that of the pane
   */
  static offset(height: number, scrollTop: number, rest: number): number {
    if (height <= MOST_PX) return 0;
    const part = Math.min(1, Math.max(0, scrollTop / (MOST_PX + rest)));
    return part * (height - MOST_PX);
  }

  /** The reverse: where to scroll to, in px, so that a place in the transcript is at the top. */
  static scrollTopFor(height: number, place: number, rest: number): number {
    if (height <= MOST_PX) return place;
    return place / (1 + (height - MOST_PX) / (MOST_PX + rest));
  }

  /** Goes to a place on the page, and stays there while output comes. */
  goTo(element: HTMLElement, top: number): void {
    this.sticks = false;
    this.#lastTop = Math.max(0, top);
    element.scrollTop = this.#lastTop;
  }

  /** So much came in above what is shown, in px: what is in view stays. */
  grewAbove(by: number): void {
    if (!this.sticks) this.#lastTop += by;
  }

  /** The element was scrolled, by whomever. Only moving up lets go of the newest: growing never does. */
  scrolled(element: HTMLElement): void {
    const { scrollTop, scrollHeight, clientHeight } = element;
    if (scrollTop + clientHeight >= scrollHeight - END_PX) this.sticks = true;
    else if (scrollTop < this.#lastTop - 1) this.sticks = false;
    this.#lastTop = scrollTop;
  }

  /** Puts the element where it was: at the newest, or where it was left. */
  settle(element: HTMLElement): void {
    const top = this.sticks ? element.scrollHeight : this.#lastTop;
    if (Math.abs(element.scrollTop - top) > 1) element.scrollTop = top;
    this.#lastTop = element.scrollTop;
  }
}
