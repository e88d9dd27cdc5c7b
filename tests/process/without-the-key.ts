/** A client that does not have the session's key, and does not mind that the host can tell. */
import type { Socket } from "node:net";
import { FrameStream } from "../../kernel-host/door/attach-opening";
import { prove, randomHex } from "../../preload/contract/challenge";
import { encodeFrame } from "../../preload/contract/frames";

/**
 * The client's side of the opening with a key of its own, until the host's welcome.
 * @throws Error with the host's reason when it refuses
 */
export async function enterWithoutTheKey(socket: Socket): Promise<void> {
  const frames = new FrameStream(socket);
  const nonce = randomHex();
  socket.write(encodeFrame(0, { t: "hello", protocol: [1, 1], build: "test", nonce }));
  const challenge = await frames.expect("challenge");
  const proof = await prove(randomHex(), "client", nonce, challenge.nonce);
  socket.write(encodeFrame(0, { t: "proof", proof }));
  await frames.expect("welcome");
}
