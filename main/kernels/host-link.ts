/**
 * The attach socket of one kernel-host, from the challenge on: main's own channels, and lanes for those that are
 * forwarded for windows.
 */
import { connect, type Socket } from "node:net";
import * as v from "valibot";
import { prove, randomHex, verifyProof } from "../../preload/contract/challenge";
import { ChannelPipe } from "../../preload/contract/channel-pipe";
import {
  decodeFrame,
  encodeFrame,
  FrameError,
  FrameReader,
  type PipeHeader,
  pipeHeader,
} from "../../preload/contract/frames";
import { MAX_OWN_CHANNEL, PROTOCOL_RANGE } from "../../preload/contract/limits";
import type { HostFile } from "../../preload/contract/session-files";

/** First number of forwarded channels, and how many there are. */
const FIRST_LANE = MAX_OWN_CHANNEL + 1;
const LANES = 0x10000 - FIRST_LANE;
/** More than this waiting for a host that does not read means that it will not, in bytes. */
const MAX_BACKLOG_BYTES = 64 * 1024 * 1024;
/** A socket that is there answers at once; one that does not is not our host's. In ms. */
const HANDSHAKE_MS = 5_000;

/** The host runs, but it and we have no version of the attach protocol in common. */
export class ProtocolMismatch extends Error {
  /** @param theirs versions that the host speaks, lowest and highest; @param build its version of Tandem */
  constructor(
    readonly theirs: readonly [number, number],
    readonly ours: readonly [number, number],
    readonly build: string,
  ) {
    super(`the host speaks versions ${theirs.join(" to ")} of the attach protocol, not ${ours.join(" to ")}`);
  }
}

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

export interface LinkOptions {
  readonly address: HostFile["attach"];
  /** Key of the session, hex. */
  readonly key: string;
  /** Our version, for the host's log. */
  readonly build: string;
  /** Versions of the attach protocol that we speak, lowest and highest, where they are not this build's. */
  readonly protocol?: readonly [number, number];
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
    frames.onFrame = (frame) => this.#receive(frame);
    frames.onEnd = (reason) => this.#end(reason);
  }

  /**
   * Connects and proves on both sides who we are.
   * @throws ProtocolMismatch; Error when nobody listens, the other side has not the key, or refuses.
   */
  static async connect({ address, key, build, protocol = PROTOCOL_RANGE }: LinkOptions): Promise<HostLink> {
    const socket = address.kind === "socket" ? connect(address.path) : connect(address.port, "127.0.0.1");
    const frames = new FrameStream(socket);
    socket.setTimeout(HANDSHAKE_MS, () => socket.destroy(new Error("the host did not answer in time")));
    try {
      const nonce = randomHex();
      const say = (header: PipeHeader) => socket.write(encodeFrame(0, header));
      say({ t: "hello", protocol: [...protocol], build, nonce });
      const challenge = await frames.expect("challenge", protocol);
      if (!(await verifyProof(key, "host", nonce, challenge.nonce, challenge.proof))) {
        throw new Error("the program at the host's socket does not have the session's key");
      }
      say({ t: "proof", proof: await prove(key, "client", nonce, challenge.nonce) });
      await frames.expect("welcome");
    } catch (error) {
      socket.destroy();
      throw error;
    }
    socket.setTimeout(0);
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

/** The frames of a socket: first awaited one by one, then handed to `onFrame`. */
class FrameStream {
  onFrame: ((frame: Uint8Array) => void) | undefined;
  onEnd: ((reason: string) => void) | undefined;
  readonly #reader = new FrameReader();
  readonly #early: Uint8Array[] = [];
  #wake: (() => void) | undefined;
  #ended: string | undefined;

  constructor(socket: Socket) {
    socket.on("data", (chunk: Buffer) => {
      try {
        // A plain view: slices of a Buffer would share its memory with frames that come later.
        const frames = this.#reader.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length));
        for (const frame of frames) {
          if (this.onFrame) this.onFrame(frame);
          else this.#early.push(frame);
        }
        this.#wake?.();
      } catch (error) {
        if (!(error instanceof FrameError)) throw error;
        this.#end(`the host broke the protocol: ${error.message}`);
        socket.destroy();
      }
    });
    socket.on("error", (error) => this.#end(`the connection to the kernel-host broke: ${error.message}`));
    socket.on("close", () => this.#end("the connection to the kernel-host ended"));
  }

  /** The next frame, which has to be of this kind. */
  async expect<Kind extends PipeHeader["t"]>(
    kind: Kind,
    protocol?: readonly [number, number],
  ): Promise<Extract<PipeHeader, { t: Kind }>> {
    while (this.#early.length === 0) {
      if (this.#ended !== undefined) throw new Error(this.#ended);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const frame = decodeFrame(this.#early.shift() as Uint8Array);
    const parsed = v.safeParse(pipeHeader, frame.header);
    if (frame.channel !== 0 || !parsed.success)
      throw new Error(`the host sent something else than "${kind}"`);
    const header = parsed.output;
    if (header.t === "refused") {
      const { protocol: theirs, build = "of an unknown version" } = header;
      if (theirs && protocol) throw new ProtocolMismatch(theirs, protocol, build);
      throw new Error(`the host refused us: ${header.reason}`);
    }
    if (header.t !== kind) throw new Error(`the host sent "${header.t}" instead of "${kind}"`);
    return header as Extract<PipeHeader, { t: Kind }>;
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    this.#wake?.();
    this.onEnd?.(reason);
  }
}
