/**
 * The opening of an attach socket, both sides: `hello` with a range of protocol versions, then each side proves that it
 * can read the session's key. Nothing else is taken before.
 */
import { connect, type Socket } from "node:net";
import * as v from "valibot";
import { prove, randomHex, verifyProof } from "../../preload/contract/challenge";
import {
  decodeFrame,
  encodeFrame,
  FrameError,
  FrameReader,
  type PipeHeader,
  pipeHeader,
} from "../../preload/contract/frames";
import { PROTOCOL_RANGE } from "../../preload/contract/limits";
import type { HostFile } from "./session-files";

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

export interface ClientIdentity {
  /** Key of the session, hex. */
  readonly key: string;
  /** Our version, for the host's log. */
  readonly build: string;
  /** Versions of the attach protocol that we speak, lowest and highest, where they are not this build's. */
  readonly protocol?: readonly [number, number];
}

/** A bare connection to where a host listens; nothing has been said on it. */
export function connectTo(address: HostFile["attach"]): Socket {
  return address.kind === "socket" ? connect(address.path) : connect(address.port, "127.0.0.1");
}

/**
 * The client's side: connects, and proves on both sides who we are.
 * @throws ProtocolMismatch; Error when nobody listens, the other side has not the key, or refuses
 */
export async function attachTo(
  address: HostFile["attach"],
  { key, build, protocol = PROTOCOL_RANGE }: ClientIdentity,
): Promise<{ readonly socket: Socket; readonly frames: FrameStream }> {
  const socket = connectTo(address);
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
  return { socket, frames };
}

/** The host's side. */
export class Authentication {
  #hello: Extract<PipeHeader, { t: "hello" }> | undefined;
  readonly #nonce = randomHex();

  /**
   * @param key of the session, hex
   * @param send puts a frame on the socket
   */
  constructor(
    private readonly key: string,
    private readonly build: string,
    private readonly send: (frame: Uint8Array) => void,
  ) {}

  /**
   * Takes the next frame of the client.
   * @returns "more" while it goes on, "welcome" when the client is in, "refused" when the socket is to be closed
   * @throws FrameError when it is no frame
   */
  async take(frame: Uint8Array): Promise<"more" | "welcome" | "refused"> {
    const header = headerOf(frame);
    if (!header) return this.#refuse("The first frame has to be hello.");
    if (header.t === "hello" && !this.#hello) return this.#answerHello(header);
    if (header.t === "proof" && this.#hello) {
      if (!(await verifyProof(this.key, "client", this.#hello.nonce, this.#nonce, header.proof))) {
        return this.#refuse("The proof is wrong: this client does not have the session's key.");
      }
      this.#say({ t: "welcome" });
      return "welcome";
    }
    return this.#refuse(`${header.t} is out of place here.`);
  }

  async #answerHello(hello: Extract<PipeHeader, { t: "hello" }>): Promise<"more" | "refused"> {
    const [lowest, highest] = PROTOCOL_RANGE;
    const protocol = Math.min(highest, hello.protocol[1]);
    if (protocol < lowest || protocol < hello.protocol[0]) {
      const reason = `This host speaks versions ${lowest} to ${highest} of the attach protocol.`;
      this.#say({ t: "refused", reason, protocol: [lowest, highest], build: this.build });
      return "refused";
    }
    this.#hello = hello;
    const proof = await prove(this.key, "host", hello.nonce, this.#nonce);
    this.#say({ t: "challenge", protocol, build: this.build, nonce: this.#nonce, proof });
    return "more";
  }

  #refuse(reason: string): "refused" {
    this.#say({ t: "refused", reason });
    return "refused";
  }

  #say(header: PipeHeader): void {
    this.send(encodeFrame(0, header));
  }
}

/** What hears the frames of a socket once it is open. */
export interface FrameListener {
  frame(frame: Uint8Array): void;
  /** The socket broke, or the other side the protocol; nothing comes after. */
  end(reason: string): void;
}

/** The frames that a host sends: first awaited one by one, then handed on. */
export class FrameStream {
  readonly #reader = new FrameReader();
  readonly #early: Uint8Array[] = [];
  #listener: FrameListener | undefined;
  #wake: (() => void) | undefined;
  #ended: string | undefined;

  constructor(socket: Socket) {
    socket.on("data", (chunk: Buffer) => {
      try {
        // A plain view: slices of a Buffer would share its memory with frames that come later.
        const frames = this.#reader.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length));
        for (const frame of frames) {
          if (this.#listener) this.#listener.frame(frame);
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

  /** Hands on what has come and what comes. */
  listen(listener: FrameListener): void {
    this.#listener = listener;
    for (const frame of this.#early.splice(0)) listener.frame(frame);
    if (this.#ended !== undefined) listener.end(this.#ended);
  }

  /**
   * The next frame, which has to be of this kind.
   * @throws ProtocolMismatch; Error when something else comes, or nothing
   */
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
    const header = headerOf(this.#early.shift() as Uint8Array);
    if (!header) throw new Error(`the host sent something else than "${kind}"`);
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
    this.#listener?.end(reason);
  }
}

/** The header of a frame that belongs to no channel, or undefined where it is none. @throws FrameError */
function headerOf(frame: Uint8Array): PipeHeader | undefined {
  const { channel, header } = decodeFrame(frame);
  const parsed = v.safeParse(pipeHeader, header);
  return channel === 0 && parsed.success ? parsed.output : undefined;
}
