/**
 * Carries frames between one window's port and the attach sockets of the kernel-hosts. Bodies are opaque here; what is
 * checked is the envelope, the channel, the kind of frame and who may send it, and that nobody sends more than the
 * receiver gave credit for. Main itself grants no credit and keeps no frame back.
 */
import * as v from "valibot";
import type { Lane, LaneEvents } from "../../kernel-host/door/host-link";
import {
  type ChannelHeader,
  channelHeader,
  decodeFrame,
  encodeFrame,
  FrameError,
  pipeHeader,
  readdressFrame,
} from "../../preload/contract/frames";
import { LANGUAGE_CHANNEL } from "../../preload/contract/language-servers";
import { MAX_CHANNELS, MAX_OWN_CHANNEL } from "../../preload/contract/limits";
import { sessionChannelNames } from "../../preload/contract/session-channels";
import { TABLE_FILE_CHANNEL } from "../../preload/contract/table-files";

/** Finds who serves a channel: the host of a session, or main. Returns a sentence when there is none to talk to. */
export type OpenLane = (session: string, name: string, events: LaneEvents) => Lane | string;

interface Forward {
  readonly lane: Lane;
  /** Bytes that the window may still send, and the host. Below zero by at most one frame. */
  windowCredit: number;
  hostCredit: number;
}

export interface RouterOptions {
  /** Puts a frame on the window's port. */
  readonly toWindow: (frame: Uint8Array) => void;
  readonly openLane: OpenLane;
  /** The window broke the protocol: its port is to be closed. Called once; the router is disposed by then. */
  readonly onGarbage: (reason: string) => void;
  /** A host broke the protocol on a channel, which is closed. */
  readonly onHostGarbage: (reason: string) => void;
}

export class Router {
  readonly #forwards = new Map<number, Forward>();
  #disposed = false;

  constructor(private readonly options: RouterOptions) {}

  /** Takes whatever came over the window's port. Never throws. */
  fromWindow(data: unknown): void {
    if (this.#disposed) return;
    try {
      if (!(data instanceof Uint8Array)) throw new FrameError("not a frame");
      this.#fromWindow(data);
    } catch (error) {
      this.dispose();
      this.options.onGarbage(error instanceof Error ? error.message : String(error));
    }
  }

  /** The window is gone: its channels end at the hosts. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { lane } of this.#forwards.values()) {
      lane.send(encodeFrame(lane.channel, { t: "close" }));
      lane.release();
    }
    this.#forwards.clear();
  }

  #fromWindow(frame: Uint8Array): void {
    const { channel, header: raw } = decodeFrame(frame);
    if (channel === 0) {
      const parsed = v.safeParse(pipeHeader, raw);
      if (parsed.success && parsed.output.t === "ping") {
        this.options.toWindow(encodeFrame(0, { t: "pong", n: parsed.output.n }));
      }
      return;
    }
    if (channel > MAX_OWN_CHANNEL)
      throw new FrameError(`channel ${channel} is not one that a window may open`);
    const parsed = v.safeParse(channelHeader, raw);
    // Unknown kinds of frame are skipped: a newer peer may send them.
    if (!parsed.success) {
      if (isKnownKind(raw)) throw new FrameError("frame header does not fit");
      return;
    }
    const header = parsed.output;
    const forward = this.#forwards.get(channel);
    switch (header.t) {
      case "open":
        if (forward) throw new FrameError(`channel ${channel} opened twice`);
        this.#open(channel, header, frame);
        return;
      case "opened":
        throw new FrameError("a window opens channels, it does not accept them");
      case "data":
        // A channel that ended here while the frame was under way: it is told again, which does no harm.
        if (!forward) {
          this.#closeAtWindow(channel, "There is no such channel.");
          return;
        }
        if (forward.windowCredit <= 0)
          throw new FrameError(`more was sent on channel ${channel} than there was credit for`);
        forward.windowCredit -= frame.length;
        break;
      case "credit":
        if (forward) forward.hostCredit += header.bytes;
        break;
      case "close":
        break;
    }
    if (!forward) return;
    const taken = forward.lane.send(readdressFrame(frame, forward.lane.channel));
    if (header.t === "close") this.#forget(channel, forward);
    if (!taken) throw new FrameError("frames came faster than the kernel-host takes them");
  }

  #open(channel: number, header: Extract<ChannelHeader, { t: "open" }>, frame: Uint8Array): void {
    if (!known.has(header.name)) {
      this.#closeAtWindow(channel, `There is no channel "${header.name}".`);
      return;
    }
    if (this.#forwards.size >= MAX_CHANNELS) {
      this.#closeAtWindow(channel, "The window has too many channels open.");
      return;
    }
    const lane = this.options.openLane(header.session, header.name, {
      frame: (back) => this.#fromHost(channel, back),
      end: (reason) => {
        if (this.#forwards.delete(channel)) this.#closeAtWindow(channel, reason);
      },
    });
    if (typeof lane === "string") {
      this.#closeAtWindow(channel, lane);
      return;
    }
    this.#forwards.set(channel, { lane, windowCredit: 0, hostCredit: header.credit });
    lane.send(readdressFrame(frame, lane.channel));
  }

  #fromHost(channel: number, frame: Uint8Array): void {
    const forward = this.#forwards.get(channel);
    if (!forward) return;
    const parsed = v.safeParse(channelHeader, decodeFrame(frame).header);
    if (!parsed.success) return;
    const header = parsed.output;
    switch (header.t) {
      case "open":
        this.#failAtBoth(channel, forward, "the host tried to open a channel");
        return;
      case "opened":
      case "credit":
        forward.windowCredit += header.t === "opened" ? header.credit : header.bytes;
        break;
      case "data":
        if (forward.hostCredit <= 0) {
          this.#failAtBoth(channel, forward, "the host sent more than there was credit for");
          return;
        }
        forward.hostCredit -= frame.length;
        break;
      case "close":
        break;
    }
    this.options.toWindow(readdressFrame(frame, channel));
    if (header.t === "close") this.#forget(channel, forward);
  }

  #failAtBoth(channel: number, forward: Forward, reason: string): void {
    this.options.onHostGarbage(reason);
    forward.lane.send(encodeFrame(forward.lane.channel, { t: "close", error: reason }));
    this.#forget(channel, forward);
    this.#closeAtWindow(channel, `The kernel-host broke the protocol: ${reason}.`);
  }

  #forget(channel: number, forward: Forward): void {
    this.#forwards.delete(channel);
    forward.lane.release();
  }

  #closeAtWindow(channel: number, error: string): void {
    if (!this.#disposed) this.options.toWindow(encodeFrame(channel, { t: "close", error }));
  }
}

/** Channels that a window may open: a session's, and those that main serves itself. */
const known: ReadonlySet<string> = new Set([LANGUAGE_CHANNEL, TABLE_FILE_CHANNEL, ...sessionChannelNames]);

const KNOWN_KINDS = new Set(channelHeader.options.map((option) => option.entries.t.literal as string));

function isKnownKind(header: unknown): boolean {
  return typeof header === "object" && header !== null && KNOWN_KINDS.has((header as { t?: string }).t ?? "");
}
