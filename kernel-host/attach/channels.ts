/** The channels of a session, the host's end: what clients send is checked here, and answered. */
import * as v from "valibot";
import { type Channel, MessageTooLarge } from "../../preload/contract/channel-pipe";
import type { KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import {
  type ControlToClient,
  controlToHost,
  logParams,
  type SessionChannelName,
  type ShellQuery,
  type ShellToClient,
  type ShellToHost,
  sessionChannelNames,
  shellToHost,
} from "../../preload/contract/session-channels";
import type { ExecuteRequest } from "../conversation/request-queue";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";
import type { Log } from "../log/log";
import { pumpLog } from "./log-pump";
import { type ServedData, serveData } from "./serve-data";
import { type ServedDebugger, serveDebugger } from "./serve-debugger";
import { tellUsage } from "./serve-usage";
import { type ServedVariables, serveVariables } from "./serve-variables";
import { tellWire } from "./serve-wire";

/** What clients may see and ask of a session, with a kernel or closed. Sentences say why something is refused. */
export interface ServedSession {
  readonly launch: { readonly session: string };
  readonly log: Log;
  readonly status: Observable<KernelStatus>;
  readonly prompt: Observable<KernelPrompt>;
  readonly variables: ServedVariables;
  readonly data: ServedData;
  readonly debugger: ServedDebugger;
  execute(request: ExecuteRequest): string | undefined;
  cancel(msgId: string): string | undefined;
  answerInput(requestId: string, value: string, client: string): string | undefined;
  sendLine(msgId: string, value: string, client: string): string | undefined;
  ask(question: ShellQuery, answer: (answer: ShellToClient) => void): void;
  interrupt(): string | undefined;
  restart(): Promise<string | undefined>;
  /** @param left nobody wanted it, but its kernel is gone and the app ends */
  shutdown(left?: true): Promise<string | undefined>;
}

export interface ChannelsOptions {
  readonly session: ServedSession;
  /** The session was shut down on a client's request: the host is to end. */
  readonly ended: () => void;
}

/** Takes a channel, or returns why not: a sentence. */
export function acceptChannel(channel: Channel, options: ChannelsOptions): string | undefined {
  const { session } = options;
  const { name, session: wanted, params } = channel.request;
  if (wanted !== session.launch.session) return "This host serves another session.";
  if (!isChannelName(name)) return `There is no channel "${name}".`;
  switch (name) {
    case "log": {
      const parsed = v.safeParse(logParams, params);
      if (!parsed.success)
        return `The parameters of the channel "log" do not fit: ${v.summarize(parsed.issues)}`;
      channel.onMessage = refuseAll(channel);
      pumpLog(channel, session.log, parsed.output);
      return undefined;
    }
    case "status":
    case "prompt":
      channel.onMessage = refuseAll(channel);
      tellValue(channel, session[name] as Observable<unknown>);
      return undefined;
    case "usage":
      channel.onMessage = refuseAll(channel);
      tellUsage(channel, session.status);
      return undefined;
    case "wire":
      channel.onMessage = refuseAll(channel);
      tellWire(channel);
      return undefined;
    case "variables":
      serveVariables(channel, session.variables);
      return undefined;
    case "data":
      serveData(channel, session.data);
      return undefined;
    case "debugger":
      serveDebugger(channel, session.debugger);
      return undefined;
    case "shell":
      channel.onMessage = checked(channel, shellToHost, (message) => serveShell(channel, session, message));
      return undefined;
    case "control":
      channel.onMessage = checked(channel, controlToHost, (message) =>
        serveControl(channel, options, message),
      );
      return undefined;
  }
}

const isChannelName = (name: string): name is SessionChannelName =>
  (sessionChannelNames as readonly string[]).includes(name);

function refuseAll(channel: Channel): () => void {
  return () => channel.close(`Clients say nothing on the channel "${channel.request.name}".`);
}

/** Hands on messages that fit; others are refused, and logged the first time. */
function checked<Schema extends v.GenericSchema>(
  channel: Channel,
  schema: Schema,
  take: (message: v.InferOutput<Schema>) => void,
): (message: { json: unknown }) => void {
  let logged = false;
  return ({ json }) => {
    const parsed = v.safeParse(schema, json);
    if (parsed.success) {
      take(parsed.output);
      return;
    }
    const reason = `The message does not fit the channel "${channel.request.name}": ${v.summarize(parsed.issues)}`;
    if (!logged) console.error(`client ${channel.request.client}: ${reason}`);
    logged = true;
    const id =
      typeof json === "object" && json !== null && "id" in json && typeof json.id === "string" ? json.id : "";
    channel.send({ type: "refused", id: id.slice(0, 200), reason } satisfies ShellToClient);
  };
}

/** Sends the present value, then each change; a slow client gets only the newest. */
function tellValue(channel: Channel, value: Observable<unknown>): void {
  let waiting = false;
  let stale = false;
  const tell = () => {
    stale = waiting;
    if (!waiting) waiting = !channel.send(value.get());
  };
  channel.onDrain = () => {
    waiting = false;
    if (stale) tell();
  };
  channel.onClose = value.follow(tell);
  tell();
}

function serveShell(channel: Channel, session: ServedSession, message: ShellToHost): void {
  const { client } = channel.request;
  const answer = (reply: ShellToClient) => {
    try {
      channel.send(reply);
    } catch (error) {
      if (!(error instanceof MessageTooLarge)) throw error;
      const reason = "The kernel's answer is too large to be shown.";
      channel.send({ type: "refused", id: reply.id, reason } satisfies ShellToClient);
    }
  };
  const settle = (reason: string | undefined) => {
    const { id } = message;
    answer(reason === undefined ? { type: "accepted", id } : { type: "refused", id, reason });
  };
  switch (message.type) {
    case "execute_request": {
      const { type: _type, id: msgId, ...asked } = message;
      settle(session.execute({ ...asked, msgId, client }));
      return;
    }
    case "cancel":
      settle(session.cancel(message.id));
      return;
    case "input_reply":
      settle(session.answerInput(message.requestId, message.value, client));
      return;
    case "input_line":
      settle(session.sendLine(message.id, message.value, client));
      return;
    default:
      session.ask(message, answer);
  }
}

function serveControl(
  channel: Channel,
  { session, ended }: ChannelsOptions,
  message: v.InferOutput<typeof controlToHost>,
): void {
  const { id, type } = message;
  const settle = (reason: string | undefined) => {
    const reply: ControlToClient =
      reason === undefined ? { type: "done", id } : { type: "refused", id, reason };
    channel.send(reply);
  };
  if (type === "interrupt") settle(session.interrupt());
  else if (type === "restart") unawaited("restarting the kernel", session.restart().then(settle));
  else if (message.ifUnused && isUsed(session) && session.status.get().state !== "dead")
    settle("Something was run in this session.");
  else {
    unawaited(
      "shutting down the session",
      session.shutdown(message.ifUnused && isUsed(session) ? true : undefined).then((reason) => {
        settle(reason);
        ended();
      }),
    );
  }
}

function isUsed({ log, status }: ServedSession): boolean {
  return log.used || status.get().used;
}
