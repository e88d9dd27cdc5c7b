/** How a client opens the attach protocol with a host: the connection and the proof of the key. */
import { connect, type Socket } from "node:net";
import * as v from "valibot";
import { prove, randomHex, verifyProof } from "../../preload/contract/challenge";
import {
  decodeFrame,
  encodeFrame,
  type FrameReader,
  type PipeHeader,
  pipeHeader,
} from "../../preload/contract/frames";
import type { HostFile } from "../../preload/contract/session-files";

/** A bare connection to a host. */
export function connectTo(file: HostFile): Socket {
  return file.attach.kind === "socket" ? connect(file.attach.path) : connect(file.attach.port, "127.0.0.1");
}

/**
 * The client's side of the opening, until the host's welcome.
 * @param trusting does not look at the host's proof, so that a wrong key comes as far as the host
 */
export async function openPipe(
  socket: Socket,
  reader: FrameReader,
  key: string,
  trusting = false,
): Promise<void> {
  const frames: Uint8Array[] = [];
  let failed: Error | undefined;
  let wake = () => {};
  const take = (chunk: Buffer) => {
    frames.push(...reader.push(chunk));
    wake();
  };
  const fail = (error?: unknown) => {
    failed = error instanceof Error ? error : new Error("the host closed the connection");
    wake();
  };
  socket.on("data", take).once("error", fail).once("close", fail);
  const next = async (): Promise<PipeHeader> => {
    while (frames.length === 0 && !failed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const frame = frames.shift();
    if (!frame) throw failed ?? new Error("no frame");
    const header = v.parse(pipeHeader, decodeFrame(frame).header);
    if (header.t === "refused") throw new Error(header.reason);
    return header;
  };
  try {
    const nonce = randomHex();
    socket.write(encodeFrame(0, { t: "hello", protocol: [1, 1], build: "test", nonce }));
    const challenge = await next();
    if (challenge.t !== "challenge") throw new Error(`${challenge.t} instead of a challenge`);
    if (!trusting && !(await verifyProof(key, "host", nonce, challenge.nonce, challenge.proof))) {
      throw new Error("the host's proof is wrong");
    }
    socket.write(encodeFrame(0, { t: "proof", proof: await prove(key, "client", nonce, challenge.nonce) }));
    const welcome = await next();
    if (welcome.t !== "welcome") throw new Error(`${welcome.t} instead of welcome`);
  } finally {
    socket.off("data", take).off("error", fail).off("close", fail);
  }
}
