/**
 * Where a shell is scrolled to: follows the newest output until the user scrolls up, and again once they are back.
 * A page can be no higher than the browser's limit, so past it the transcript moves faster than the scroll bar.
 */

import { type Anchor, anchorAt, placeOfAnchor } from "./anchor";
import type { TranscriptLayout } from "./transcript-layout";

/** Height of the page at most, in px: below what Chromium can lay out. */
const MOST_PX = 30_000_000;
/** So near the end counts as at the end, in px. */
const END_PX = 24;

export class ScrollState {
  /** Shows the newest. */
  sticks = true;
  #lastTop = 0;
  #end: Anchor | null = null;
  #newRows = 0;
  #holds = false;

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

  /** Where on the page a transcript of that height will be scrolled to, in px; `rest` as for `offset`. */
  topIn(height: number, rest: number): number {
    return this.sticks ? Math.max(0, ScrollState.pageHeight(height) + rest) : this.#lastTop;
  }

  /** Which place of a transcript of that height is at the top of the pane, in px; `rest` as for `offset`. */
  placeIn(height: number, rest: number): number {
    return this.#lastTop + ScrollState.offset(height, this.#lastTop, rest);
  }

  /** What was at the top of the pane has moved there on the page: it stays in view, unless the newest is followed. */
  moveTo(top: number): void {
    if (!this.sticks) this.#lastTop = Math.max(0, top);
  }

  /** Counts what has come below since the newest was last in view. */
  countNew(layout: TranscriptLayout): void {
    if (this.sticks) this.#end = anchorAt(layout, layout.height - 1);
    const end = this.#end && placeOfAnchor(layout, this.#end);
    const px = this.sticks || end === null ? 0 : layout.height - 1 - end;
    this.#newRows = Math.max(0, Math.round(px / layout.measures.row));
  }

  /** Rows that have come below what was the newest when it was left. */
  get newRows(): number {
    return this.#newRows;
  }

  /** What the user opens there is to be read from where it begins: what is in view stays for the next `settle`. */
  hold(): void {
    this.#holds = true;
    this.sticks = false;
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
    // Where all of it is still in view, the newest goes on being followed.
    if (this.#holds) this.scrolled(element);
    this.#holds = false;
  }
}
