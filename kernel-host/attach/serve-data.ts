/** The channel "data": what viewers of tables ask of the kernel, and its state whenever it is another one. */
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import {
  type DataAnswer,
  type DataQuestion,
  type DataState,
  type DataToClient,
  dataToHost,
} from "../../preload/contract/data";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";

/** What clients may see and ask of a session's tables. */
export interface ServedData {
  readonly state: Observable<DataState>;
  answer(question: DataQuestion): Promise<DataAnswer>;
}

/** Serves a channel that was opened; what its viewers left open is closed with it. */
export function serveData(channel: Channel, data: ServedData): void {
  const viewers = new Set<string>();
  let waiting = false;
  let stale = false;
  let logged = false;
  const tell = () => {
    stale = waiting;
    if (!waiting) waiting = !channel.send(data.state.get() satisfies DataToClient);
  };
  const stopFollowing = data.state.follow(tell);
  channel.onDrain = () => {
    waiting = false;
    if (stale) tell();
  };
  tell();
  channel.onClose = () => {
    stopFollowing();
    for (const viewer of viewers) unawaited("closing a viewer", data.answer({ op: "close", viewer }));
  };
  const answer = async (id: string, question: DataQuestion) => {
    if (question.op === "open") viewers.add(question.viewer);
    else if (question.op === "close") viewers.delete(question.viewer);
    const said: DataToClient = { type: "answer", id, answer: await data.answer(question) };
    if (!channel.closed) channel.send(said);
  };
  channel.onMessage = ({ json }) => {
    const parsed = v.safeParse(dataToHost, json);
    if (parsed.success) {
      unawaited("answering about data", answer(parsed.output.id, parsed.output.question));
      return;
    }
    if (!logged) console.error(`a question about data does not fit: ${v.summarize(parsed.issues)}`);
    logged = true;
  };
}
