/**
 * The opening of an attach socket, the host's side: `hello` with a range of protocol versions, then each side proves
 * that it can read the session's key. Nothing else is taken before.
 */
import * as v from "valibot";
import { prove, randomHex, verifyProof } from "../../preload/contract/challenge";
import { decodeFrame, encodeFrame, type PipeHeader, pipeHeader } from "../../preload/contract/frames";
import { PROTOCOL_RANGE } from "../../preload/contract/limits";

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
    const { channel, header: raw } = decodeFrame(frame);
    const parsed = v.safeParse(pipeHeader, raw);
    if (channel !== 0 || !parsed.success) return this.#refuse("The first frame has to be hello.");
    const header = parsed.output;
    if (header.t === "hello" && !this.#hello) return this.#answerHello(header);
    if (header.t === "proof" && this.#hello) {
      if (!(await verifyProof(this.key, "client", this.#hello.nonce, this.#nonce, header.proof))) {
        return this.#refuse("The proof is wrong: this client does not have the session's key.");
      }
      this.#send({ t: "welcome" });
      return "welcome";
    }
    return this.#refuse(`${header.t} is out of place here.`);
  }

  async #answerHello(hello: Extract<PipeHeader, { t: "hello" }>): Promise<"more" | "refused"> {
    const [lowest, highest] = PROTOCOL_RANGE;
    const protocol = Math.min(highest, hello.protocol[1]);
    if (protocol < lowest || protocol < hello.protocol[0]) {
      const reason = `This host speaks versions ${lowest} to ${highest} of the attach protocol.`;
      this.#send({ t: "refused", reason, protocol: [lowest, highest], build: this.build });
      return "refused";
    }
    this.#hello = hello;
    const proof = await prove(this.key, "host", hello.nonce, this.#nonce);
    this.#send({ t: "challenge", protocol, build: this.build, nonce: this.#nonce, proof });
    return "more";
  }

  #refuse(reason: string): "refused" {
    this.#send({ t: "refused", reason });
    return "refused";
  }

  #send(header: PipeHeader): void {
    this.send(encodeFrame(0, header));
  }
}
