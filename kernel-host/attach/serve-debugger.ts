/** The channel "debugger": how the session's debugger stands, whenever that is otherwise, and answers. */
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import {
  type DebuggerAnswer,
  type DebuggerState,
  type DebuggerToClient,
  type DebuggerToHost,
  debuggerToHost,
} from "../../preload/contract/debugging";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";

/** What clients may see and ask of a session's debugger. */
export interface ServedDebugger {
  readonly state: Observable<DebuggerState>;
  answer(question: DebuggerToHost, client: string): Promise<DebuggerAnswer>;
}

/** Serves a channel that was opened; what fits nothing is refused, and logged the first time. */
export function serveDebugger(channel: Channel, served: ServedDebugger): void {
  const { client } = channel.request;
  let waiting = false;
  let stale = false;
  let logged = false;
  const tell = () => {
    stale = waiting;
    if (!waiting) waiting = !channel.send(served.state.get() satisfies DebuggerToClient);
  };
  channel.onDrain = () => {
    waiting = false;
    if (stale) tell();
  };
  channel.onClose = served.state.follow(tell);
  tell();
  const answer = async (question: DebuggerToHost) => {
    const said = await served.answer(question, client);
    if (!channel.closed) channel.send(said);
  };
  channel.onMessage = ({ json }) => {
    const parsed = v.safeParse(debuggerToHost, json);
    if (parsed.success) {
      unawaited("answering about the debugger", answer(parsed.output));
      return;
    }
    const problem = v.summarize(parsed.issues);
    if (!logged) console.error(`a message to the debugger does not fit: ${problem}`);
    logged = true;
    const id = typeof json === "object" && json !== null && "id" in json ? String(json.id).slice(0, 200) : "";
    const reason = `The message does not fit the channel "debugger": ${problem}`.slice(0, 1000);
    channel.send({ type: "refused", id, reason } satisfies DebuggerToClient);
  };
}
