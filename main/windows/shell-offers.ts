/** Shells that windows offer each other while their tabs are dragged; each window one at a time. */
import type { MovedView } from "../../preload/contract/shell-moves";

export interface ShellOffer<Window> {
  readonly ticket: string;
  readonly from: Window;
  readonly shell: MovedView;
}

export class ShellOffers<Window> {
  readonly #offers = new Map<Window, ShellOffer<Window>>();

  /** Instead of what the window has offered before. */
  offer(offer: ShellOffer<Window>): void {
    this.#offers.set(offer.from, offer);
  }

  /** What is offered under that ticket; it stays so. */
  find(ticket: string): ShellOffer<Window> | undefined {
    return [...this.#offers.values()].find((offer) => offer.ticket === ticket);
  }

  /** Takes it: whoever asks next gets undefined. */
  take(ticket: string): ShellOffer<Window> | undefined {
    const found = this.find(ticket);
    if (found) this.#offers.delete(found.from);
    return found;
  }

  /** The window's page is gone, and its shells with it. */
  forget(window: Window): void {
    this.#offers.delete(window);
  }
}
