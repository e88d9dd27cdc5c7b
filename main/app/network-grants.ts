/**
 * What the frames of outputs may load from the network: exactly the hosts that the user was named and allowed, by the
 * protocol and port that were named. A host that leads to this machine or into the own network is granted only where the
 * user was told so.
 */
import type { NetworkPlace as Place } from "../../preload/contract/outputs";
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

export class NetworkGrants {
  /** By frame, then by origin: whether places near by are granted too. */
  readonly #frames = new Map<string, Map<string, boolean>>();

  /** @param resolve the addresses of a name; none where nobody knows it */
  constructor(private readonly resolve: (name: string) => Promise<readonly string[]>) {}

  /** Where an origin leads by now. */
  placeOf(origin: string): Promise<Place> {
    return placeOfHost(new URL(origin).hostname, this.resolve);
  }

  /**
   * The frame may load from the origin.
   * @param told the place that the user was told when asked
   * @returns false when the origin leads nearer than that: nothing is granted
   */
  async allow(frame: string, origin: string, told: Place): Promise<boolean> {
    if (told === "web" && (await this.placeOf(origin)) !== "web") return false;
    const granted = this.#frames.get(frame) ?? new Map<string, boolean>();
    granted.set(origin, told !== "web");
    this.#frames.set(frame, granted);
    return true;
  }

  /** What the frame may load from. */
  originsOf(frame: string): readonly string[] {
    return [...(this.#frames.get(frame)?.keys() ?? [])];
  }

  /** Whether a frame may ask this now: a name may lead elsewhere than when it was granted. */
  async permits(frame: string, url: string): Promise<boolean> {
    const origin = originOf(url);
    const near = origin === null ? undefined : this.#frames.get(frame)?.get(origin);
    if (origin === null || near === undefined) return false;
    return near || (await this.placeOf(origin)) === "web";
  }
}
