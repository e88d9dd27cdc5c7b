/**
 * What the frames of outputs may load from the network: exactly the hosts that the user was named and allowed, by the
 * protocol and port that were named. A host that leads to this machine or into the own network is granted only where the
 * user was told so.
 */
import { NETWORK_PLACES, type NetworkPlace as Place } from "../../preload/contract/outputs";
import { placeOfHost } from "./network-places";

/** "https://cdn.example.org", "http://127.0.0.1:8000": what an address begins with, a socket's as that of its page. */
export function originOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    const page = { "https:": "https:", "wss:": "https:", "http:": "http:", "ws:": "http:" }[protocol];
    return page === undefined || host === "" ? null : `${page}//${host}`;
  } catch {
    return null;
  }
}

/** Whether a place is no nearer than the one that was granted. */
const isWithin = (place: Place, granted: Place) =>
  NETWORK_PLACES.indexOf(place) <= NETWORK_PLACES.indexOf(granted);

/** A frame has its name once: so many are known, the newest, of pages that stay. One that is not asks the user again. */
export const MOST_FRAMES = 1000;

interface Granted {
  /** Of the page that the frame is in. */
  readonly page: number;
  /** By origin the place that the user was told. */
  readonly places: Map<string, Place>;
}

export class NetworkGrants {
  readonly #frames = new Map<string, Granted>();

  /** @param resolve the addresses of a name; none where nobody knows it */
  constructor(private readonly resolve: (name: string) => Promise<readonly string[]>) {}

  /** Where an origin leads by now. */
  placeOf(origin: string): Promise<Place> {
    return placeOfHost(new URL(origin).hostname, this.resolve);
  }

  /**
   * The frame may load from the origin.
   * @param told the place that the user was told when asked
   * @param page id of the page that the frame is in
   * @returns false when the origin leads nearer than that: nothing is granted
   */
  async allow(frame: string, origin: string, told: Place, page: number): Promise<boolean> {
    if (!isWithin(await this.placeOf(origin), told)) return false;
    const granted = this.#frames.get(frame) ?? { page, places: new Map<string, Place>() };
    granted.places.set(origin, told);
    this.#frames.delete(frame);
    this.#frames.set(frame, granted);
    const [oldest] = this.#frames.keys();
    if (this.#frames.size > MOST_FRAMES && oldest !== undefined) this.#frames.delete(oldest);
    return true;
  }

  /** A page is gone, and its frames with it. */
  forget(page: number): void {
    for (const [frame, granted] of this.#frames) if (granted.page === page) this.#frames.delete(frame);
  }

  /** What the frame may load from. */
  originsOf(frame: string): readonly string[] {
    return [...(this.#frames.get(frame)?.places.keys() ?? [])];
  }

  /** Whether a frame may ask this now: a name may lead elsewhere than when it was granted. */
  async permits(frame: string, url: string): Promise<boolean> {
    const origin = originOf(url);
    const granted = origin === null ? undefined : this.#frames.get(frame)?.places.get(origin);
    if (origin === null || granted === undefined) return false;
    return isWithin(await this.placeOf(origin), granted);
  }
}
