/** The channel "variables": the list whenever it is another one, as long as somebody listens, and answers. */
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import {
  type VariablesToClient,
  type VariablesToHost,
  variablesToHost,
  type WorkspaceList,
} from "../../preload/contract/variables";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";

/** What clients may see and ask of a session's variables. */
export interface ServedVariables {
  readonly list: Observable<WorkspaceList>;
  watch(): () => void;
  answer(question: VariablesToHost): Promise<VariablesToClient>;
}

/** Serves a channel that was opened; questions that fit nothing are dropped, and logged the first time. */
export function serveVariables(channel: Channel, variables: ServedVariables): void {
  let waiting = false;
  let stale = false;
  let logged = false;
  const tell = () => {
    stale = waiting;
    if (!waiting) waiting = !channel.send(variables.list.get() satisfies VariablesToClient);
  };
  const stopFollowing = variables.list.follow(tell);
  channel.onDrain = () => {
    waiting = false;
    if (stale) tell();
  };
  tell();
  const stopWatching = variables.watch();
  channel.onClose = () => {
    stopFollowing();
    stopWatching();
  };
  const answer = async (question: VariablesToHost) => {
    const said = await variables.answer(question);
    if (!channel.closed) channel.send(said);
  };
  channel.onMessage = ({ json }) => {
    const parsed = v.safeParse(variablesToHost, json);
    if (parsed.success) {
      unawaited("answering about variables", answer(parsed.output));
      return;
    }
    if (!logged) console.error(`a question about variables does not fit: ${v.summarize(parsed.issues)}`);
    logged = true;
  };
}
