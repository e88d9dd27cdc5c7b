/** The channel "data" of one session: its state as long as it is open, and answers to questions about tables. */
import { Answers } from "../../preload/contract/answers";
import type { DataAnswer, DataQuestion, DataState, DataToClient } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import type { ChannelClient, SessionChannel } from "./channel-client";

const GONE = t("The kernel is not connected.");

export class SessionData {
  readonly #channel: SessionChannel<"data">;
  readonly #answers = new Answers<Extract<DataToClient, { type: "answer" }>>();
  #closed = false;

  /**
   * Opens it.
   * @param tell is given the state at once, and whenever it is another one
   * @param closed the channel ended: a host of before knows nothing of it
   */
  constructor(
    channels: ChannelClient,
    session: string,
    tell: (state: DataState) => void,
    closed: () => void,
  ) {
    this.#channel = channels.open(session, "data", undefined, {
      onMessage: (message) => {
        if (message.type === "state") tell(message);
        else this.#answers.take(message);
      },
      onClose: () => {
        this.#end();
        closed();
      },
    });
  }

  /** Asks once; what takes long is answered "working". @throws Error with a sentence when the host is gone */
  async ask(question: DataQuestion): Promise<DataAnswer> {
    if (this.#closed) throw new Error(GONE);
    const id = crypto.randomUUID();
    this.#channel.send({ id, question });
    return (await this.#answers.wait(id)).answer;
  }

  dispose(): void {
    this.#end();
    this.#channel.dispose();
  }

  #end(): void {
    this.#closed = true;
    this.#answers.fail(GONE);
  }
}
