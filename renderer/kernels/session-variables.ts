/** The channel "variables" of one session: its list as long as it is open, and answers to questions about it. */
import { Answers, type WithoutId } from "../../preload/contract/answers";
import type {
  PastEntry,
  PastVariable,
  VariableList,
  VariablesToClient,
  VariablesToHost,
  WorkspaceList,
} from "../../preload/contract/variables";
import { t } from "../../preload/texts/texts";
import type { ChannelClient, SessionChannel } from "./channel-client";

const GONE = t("The kernel is not connected.");

export class SessionVariables {
  readonly #channel: SessionChannel<"variables">;
  readonly #answers = new Answers<Exclude<VariablesToClient, WorkspaceList>>();
  #closed = false;

  /**
   * Opens it.
   * @param tell is given the list at once, and whenever it is another one
   * @param closed the channel ended: a host of before knows nothing of it
   */
  constructor(
    channels: ChannelClient,
    session: string,
    tell: (list: WorkspaceList) => void,
    closed: () => void,
  ) {
    this.#channel = channels.open(session, "variables", undefined, {
      onMessage: (message) => {
        if (message.type === "list") tell(message);
        else this.#answers.take(message);
      },
      onClose: () => {
        this.#end();
        closed();
      },
    });
  }

  /** The parts of what `path` leads to. @throws Error with a sentence when the host is gone; so do the next four */
  async parts(path: readonly string[], from: number, count: number): Promise<VariableList> {
    const answer = await this.#ask({ type: "parts", path: [...path], from, count });
    return answer.type === "parts" ? answer.list : { status: "gone" };
  }

  /** Has the kernel keep the value of a variable that is about to be deleted, for a minute. Whether it does. */
  async hold(key: string): Promise<boolean> {
    const answer = await this.#ask({ type: "hold", key });
    return answer.type === "done" && answer.done;
  }

  /** Gives the variable back that was deleted. False where it cannot be had, or another one has its name. */
  async restore(): Promise<boolean> {
    const answer = await this.#ask({ type: "restore" });
    return answer.type === "done" && answer.done;
  }

  /** Which snapshots of the variables the log has, oldest first. */
  async past(): Promise<readonly PastEntry[]> {
    const answer = await this.#ask({ type: "past" });
    return answer.type === "past" ? answer.entries : [];
  }

  /** The variables of one of them; null: it is not in the log any more. */
  async snapshot(seq: number): Promise<readonly PastVariable[] | null> {
    const answer = await this.#ask({ type: "snapshot", seq });
    return answer.type === "snapshot" ? answer.variables : null;
  }

  dispose(): void {
    this.#end();
    this.#channel.dispose();
  }

  #ask(question: WithoutId<VariablesToHost>) {
    if (this.#closed) return Promise.reject(new Error(GONE));
    const id = crypto.randomUUID();
    this.#channel.send({ ...question, id } as VariablesToHost);
    return this.#answers.wait(id);
  }

  #end(): void {
    this.#closed = true;
    this.#answers.fail(GONE);
  }
}
