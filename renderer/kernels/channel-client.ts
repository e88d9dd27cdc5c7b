/** The window's end of all session channels: one pipe over the MessagePort that the preload script hands over. */

import * as v from "valibot";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import { FrameError } from "../../preload/contract/frames";
import { PORT_MESSAGE, READY_MESSAGE } from "../../preload/contract/requests";
import { type SessionChannelName, sessionChannels } from "../../preload/contract/session-channels";
import { t } from "../../preload/texts/texts";

type Channels = typeof sessionChannels;
export type ToClient<Name extends SessionChannelName> = v.InferOutput<Channels[Name]["toClient"]>;
export type ToHost<Name extends SessionChannelName> = v.InferInput<Channels[Name]["toHost"]>;
export type Params<Name extends SessionChannelName> = v.InferInput<Channels[Name]["params"]>;

/** One open channel of a session. */
export interface SessionChannel<Name extends SessionChannelName> {
  send(message: ToHost<Name>): void;
  /** Ends it; `onClose` is not called. */
  dispose(): void;
}

export interface ChannelListener<Name extends SessionChannelName> {
  /** Takes one checked message. The credit for it, and the next one, wait for the promise. */
  onMessage(message: ToClient<Name>): void | Promise<void>;
  /** The channel ended; `error` says why it failed. */
  onClose(error: string | undefined): void;
}

export interface ChannelClient {
  /** Who speaks, among a session's clients. */
  readonly client: string;
  open<Name extends SessionChannelName>(
    session: string,
    name: Name,
    params: Params<Name>,
    listener: ChannelListener<Name>,
  ): SessionChannel<Name>;
  /** The same pipe for another client: each view of a session is one of its own. */
  as(client: string): ChannelClient;
  dispose(): void;
}

/** A pipe for frames, as MessagePort is one. */
export interface FramePort {
  postMessage(frame: Uint8Array): void;
  onFrame(listener: (frame: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Waits for the port of this page. There is exactly one for each load of the page. */
export async function receivePort(page: Window): Promise<FramePort> {
  const port = await new Promise<MessagePort>((resolve) => {
    const listen = (event: MessageEvent) => {
      if (event.source !== page || event.data !== PORT_MESSAGE || !event.ports[0]) return;
      page.removeEventListener("message", listen);
      resolve(event.ports[0]);
    };
    page.addEventListener("message", listen);
    page.postMessage(READY_MESSAGE, page.location.origin);
  });
  return {
    postMessage: (frame) => port.postMessage(frame),
    onFrame: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
    onClose: (listener) => port.addEventListener("close", listener),
    close: () => port.close(),
  };
}

/** Speaks the channels over a port. Messages that do not fit the contract fail their channel, frames that do not the pipe. */
export function createChannelClient(port: FramePort, client: string): ChannelClient {
  const pipe = new ChannelPipe({ send: (frame) => port.postMessage(frame) });
  const end = (error: string) => {
    pipe.close(error);
    port.close();
  };
  port.onFrame((frame) => {
    try {
      if (!(frame instanceof Uint8Array)) throw new FrameError("not a frame");
      pipe.receive(frame);
    } catch (error) {
      end(error instanceof Error ? error.message : String(error));
    }
  });
  port.onClose(() => pipe.close(t("The connection to the app was closed.")));
  const as = (own: string): ChannelClient => ({
    client: own,
    open(session, name, params, listener) {
      const channel = pipe.open({ session, name, client: own, params });
      return connect(channel, name, listener);
    },
    as,
    dispose: () => end(t("The window closes.")),
  });
  return as(client);
}

function connect<Name extends SessionChannelName>(
  channel: Channel,
  name: Name,
  listener: ChannelListener<Name>,
): SessionChannel<Name> {
  const schema = sessionChannels[name].toClient;
  channel.onClose = (error) => listener.onClose(error);
  channel.onMessage = ({ json }) => {
    const parsed = v.safeParse(schema, json);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new Error(
        t('The kernel\'s host sent something unknown on "{name}": {problem}.', {
          name,
          problem: `${issue.message} (${v.getDotPath(issue)})`,
        }),
      );
    }
    return listener.onMessage(parsed.output as ToClient<Name>);
  };
  return {
    send: (message) => void channel.send(message),
    dispose: () => {
      channel.onClose = undefined;
      channel.close();
    },
  };
}
