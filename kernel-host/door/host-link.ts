/**
 * The attach socket of one kernel-host, from the challenge on: main's own channels, and lanes for those that are
 * forwarded for windows.
 */
import type { Socket } from "node:net";
import { attachTo, type ClientIdentity, type FrameStream } from "../../kernel-host/door/attach-opening";
import { ChannelPipe } from "../../preload/contract/channel-pipe";
import { FrameError } from "../../preload/contract/frames";
import { MAX_OWN_CHANNEL } from "../../preload/contract/limits";
import type { HostFile } from "./session-files";

/** First number of forwarded channels, and how many there are. */
const FIRST_LANE = MAX_OWN_CHANNEL + 1;
const LANES = 0x10000 - FIRST_LANE;
/** More than this waiting for a host that does not read means that it will not, in bytes. */
const MAX_BACKLOG_BYTES = 64 * 1024 * 1024;

/** What a lane's owner hears. */
export interface LaneEvents {
  /** A whole frame came on the lane's channel. */
  readonly frame: (frame: Uint8Array) => void;
  /** The socket broke; nothing comes after. */
  readonly end: (reason: string) => void;
}

/** One forwarded channel. */
export interface Lane {
  readonly channel: number;
  /** Sends a whole frame. False when too much waits for the host already: send no more. */
  send(frame: Uint8Array): boolean;
  release(): void;
}

export interface LinkOptions extends ClientIdentity {
  readonly address: HostFile["attach"];
}

/** An authenticated connection to a host. */
export class HostLink {
  /** Main's own channels. */
  readonly pipe: ChannelPipe;
  /** Called once when the connection ends, for whatever reason but `dispose`. */
  onEnd: ((reason: string) => void) | undefined;
  readonly #lanes = new Map<number, LaneEvents>();
  #nextLane = 0;
  #ended = false;

  private constructor(
    private readonly socket: Socket,
    frames: FrameStream,
  ) {
    this.pipe = new ChannelPipe({ send: (frame) => this.#write(frame) });
    frames.listen({ frame: (frame) => this.#receive(frame), end: (reason) => this.#end(reason) });
  }

  /**
   * Connects and proves on both sides who we are.
   * @throws ProtocolMismatch; Error when nobody listens, the other side has not the key, or refuses.
   */
  static async connect({ address, ...client }: LinkOptions): Promise<HostLink> {
    const { socket, frames } = await attachTo(address, client);
    return new HostLink(socket, frames);
  }

  /** A lane for one more forwarded channel, or undefined when all are taken. */
  openLane(events: LaneEvents): Lane | undefined {
    if (this.#ended || this.#lanes.size >= LANES) return undefined;
    while (this.#lanes.has(FIRST_LANE + this.#nextLane)) this.#nextLane = (this.#nextLane + 1) % LANES;
    const channel = FIRST_LANE + this.#nextLane;
    // Not the number that was just given back: frames for it may be under way.
    this.#nextLane = (this.#nextLane + 1) % LANES;
    this.#lanes.set(channel, events);
    return {
      channel,
      send: (frame) => {
        this.#write(frame);
        return this.socket.writableLength <= MAX_BACKLOG_BYTES;
      },
      release: () => {
        if (this.#lanes.get(channel) === events) this.#lanes.delete(channel);
      },
    };
  }

  /** Ends the connection; lanes are told `reason`, `onEnd` is not called. */
  dispose(reason: string): void {
    this.onEnd = undefined;
    this.#end(reason);
    this.socket.destroy();
  }

  #write(frame: Uint8Array): void {
    if (!this.#ended) this.socket.write(frame);
  }

  #receive(frame: Uint8Array): void {
    try {
      const channel = new DataView(frame.buffer, frame.byteOffset).getUint16(4);
      if (channel < FIRST_LANE) this.pipe.receive(frame);
      // Frames for a lane that was released while they were under way are expected.
      else this.#lanes.get(channel)?.frame(frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#end(`the host broke the protocol: ${error.message}`);
      this.socket.destroy();
    }
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.pipe.close(reason);
    const lanes = [...this.#lanes.values()];
    this.#lanes.clear();
    for (const lane of lanes) lane.end(reason);
    this.onEnd?.(reason);
  }
}
