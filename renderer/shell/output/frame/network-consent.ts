/**
 * What a user answered when outputs asked for the network. Plots that are given one library (bokeh.ts) load the same, so
 * that what was answered for one holds for all: nobody is asked for each plot.
 */
import type { NetworkPlace } from "../../../../preload/contract/outputs";

export class NetworkConsent {
  readonly #allowed = new Map<string, NetworkPlace>();
  readonly #refused = new Set<string>();

  /** @param place where the user was told that the origin leads */
  allow(origin: string, place: NetworkPlace): void {
    this.#allowed.set(origin, place);
  }

  /** The question was taken away: it is not asked again. */
  refuse(origin: string): void {
    this.#refused.add(origin);
  }

  /** Where an allowed origin was said to lead; undefined where it was not allowed. */
  placeOf(origin: string): NetworkPlace | undefined {
    return this.#allowed.get(origin);
  }

  isRefused(origin: string): boolean {
    return this.#refused.has(origin);
  }
}
