/** The window's end of all session channels: one pipe over the MessagePort that the preload script hands over. */

import * as v from "valibot";
import { type Channel, ChannelPipe, MessageTooLarge } from "../../preload/contract/channel-pipe";
import { FrameError } from "../../preload/contract/frames";
import {
  LANGUAGE_CHANNEL,
  type languageParams,
  type RpcMessage,
  rpcMessage,
} from "../../preload/contract/language-servers";
import { PORT_MESSAGE, READY_MESSAGE } from "../../preload/contract/names";
import { type SessionChannelName, sessionChannels } from "../../preload/contract/session-channels";
import {
  TABLE_FILE_CHANNEL,
  type TableFileToReader,
  type TableFileToWindow,
  type tableFileParams,
  tableFileToWindow,
} from "../../preload/contract/table-files";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";

type Channels = typeof sessionChannels;
export type ToClient<Name extends SessionChannelName> = v.InferOutput<Channels[Name]["toClient"]>;
export type ToHost<Name extends SessionChannelName> = v.InferInput<Channels[Name]["toHost"]>;
export type Params<Name extends SessionChannelName> = v.InferInput<Channels[Name]["params"]>;

/** One open channel of a session. */
export interface SessionChannel<Name extends SessionChannelName> {
  /** @throws Error with a sentence when it is too large, or the channel has ended */
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

/** The open channel to a language server. */
export interface LanguageChannel {
  send(message: RpcMessage): void;
  /** Ends it and the server; `onClose` is not called. */
  dispose(): void;
}

export interface LanguageListener {
  onMessage(message: RpcMessage): void;
  /** The server is gone; `error` is a sentence. */
  onClose(error: string | undefined): void;
}

/** The open channel to the reader of a file. */
export interface TableFileChannel {
  send(message: TableFileToReader): void;
  /** Ends it and the reader; `onClose` is not called. */
  dispose(): void;
}

export interface TableFileListener {
  onMessage(message: TableFileToWindow): void;
  /** The reader is gone; `error` is a sentence. */
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
  /** Opens the channel to a language server. @param folder that the server works in */
  openLanguage(server: string, folder: string | null, listener: LanguageListener): LanguageChannel;
  /** Opens a file as a table. */
  openTableFile(params: v.InferInput<typeof tableFileParams>, listener: TableFileListener): TableFileChannel;
  /** The same pipe for another client: each view of a session is one of its own. */
  as(client: string): ChannelClient;
  /** Calls `listener` when there is a new pipe in place of one that broke with all its channels; answers what stops it. */
  onRenewed(listener: () => void): () => void;
  dispose(): void;
}

/** A pipe for frames, as MessagePort is one. */
export interface FramePort {
  postMessage(frame: Uint8Array): void;
  onFrame(listener: (frame: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** A pipe that breaks is made anew at most so often within so many ms; then the window has to be loaded again. */
const MOST_RENEWED = 5;
const RENEWED_WITHIN_MS = 60_000;
/** Main gives a port at once, or not at all; in ms. */
const PORT_MS = 10_000;

/** Asks main for a port of this page, and waits for it. Asking again gives another one in place of the one before. */
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

/**
 * Speaks the channels over a port. Messages that do not fit the contract fail their channel, frames that do not the
 * pipe. A pipe that broke is made anew over the next port.
 * @param nextPort gives another port in place of one that is closed
 */
export function createChannelClient(
  first: FramePort,
  client: string,
  nextPort: () => Promise<FramePort>,
): ChannelClient {
  const ports = new PortPipes(first, nextPort);
  const as = (own: string): ChannelClient => ({
    client: own,
    open(session, name, params, listener) {
      const channel = ports.pipe.open({ session, name, client: own, params });
      return connect(channel, name, listener);
    },
    openLanguage(server, folder, listener) {
      const params: v.InferInput<typeof languageParams> = { folder };
      const channel = ports.pipe.open({ session: server, name: LANGUAGE_CHANNEL, client: own, params });
      channel.onClose = (error) => listener.onClose(error);
      channel.onMessage = ({ json }) => {
        const parsed = v.safeParse(rpcMessage, json);
        if (!parsed.success) throw new Error(t("The language server sent something unknown."));
        listener.onMessage(parsed.output);
      };
      return { send: (message) => void channel.send(message), dispose: disposeOf(channel) };
    },
    openTableFile(params, listener) {
      const channel = ports.pipe.open({ session: "file", name: TABLE_FILE_CHANNEL, client: own, params });
      channel.onClose = (error) => listener.onClose(error);
      channel.onMessage = ({ json }) => {
        const parsed = v.safeParse(tableFileToWindow, json);
        if (!parsed.success) throw new Error(t("The reader of this file sent something unknown."));
        listener.onMessage(parsed.output);
      };
      return { send: (message) => void channel.send(message), dispose: disposeOf(channel) };
    },
    as,
    onRenewed: (listener) => ports.onRenewed(listener),
    dispose: () => ports.dispose(),
  });
  return as(client);
}

/** The pipe over the present port, and over the next one when that is closed. */
class PortPipes {
  #pipe: ChannelPipe;
  #port: FramePort | undefined;
  #broken = false;
  #disposed = false;
  #renewed: number[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    first: FramePort,
    private readonly nextPort: () => Promise<FramePort>,
  ) {
    this.#pipe = this.#over(first);
  }

  /** The pipe to open channels on; one that cannot be had anew ends them with a sentence. */
  get pipe(): ChannelPipe {
    if (this.#broken) unawaited("opening channels again", this.#renew());
    return this.#pipe;
  }

  onRenewed(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#pipe.close(t("The window closes."));
    this.#port?.close();
  }

  #over(port: FramePort): ChannelPipe {
    const pipe = new ChannelPipe({ send: (frame) => port.postMessage(frame) });
    this.#port = port;
    const end = (error: string) => {
      if (this.#pipe !== pipe || this.#broken) return;
      this.#broken = true;
      this.#port = undefined;
      pipe.close(error);
      port.close();
      unawaited("opening channels again", this.#renew());
    };
    port.onFrame((frame) => {
      try {
        if (!(frame instanceof Uint8Array)) throw new FrameError("not a frame");
        pipe.receive(frame);
      } catch (error) {
        end(error instanceof Error ? error.message : String(error));
      }
    });
    port.onClose(() => end(t("The connection to the app was closed.")));
    return pipe;
  }

  #renewing: Promise<void> | undefined;

  #renew(): Promise<void> {
    this.#renewing ??= this.#tryToRenew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #tryToRenew(): Promise<void> {
    const now = performance.now();
    this.#renewed = this.#renewed.filter((time) => now - time < RENEWED_WITHIN_MS);
    if (this.#disposed || this.#renewed.length >= MOST_RENEWED) return;
    this.#renewed.push(now);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), PORT_MS);
    });
    const port = await Promise.race([this.nextPort(), late]).finally(() => clearTimeout(timer));
    if (!port || this.#disposed) {
      port?.close();
      return;
    }
    this.#broken = false;
    this.#pipe = this.#over(port);
    for (const listener of [...this.#listeners]) listener();
  }
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
    send: (message) => {
      // Nobody would ever answer.
      if (channel.closed) throw new Error(t("The kernel is not connected."));
      try {
        channel.send(message);
      } catch (error) {
        if (!(error instanceof MessageTooLarge)) throw error;
        throw new Error(t("This is too large to be sent to the kernel."));
      }
    },
    dispose: disposeOf(channel),
  };
}

function disposeOf(channel: Channel): () => void {
  return () => {
    channel.onClose = undefined;
    channel.close();
  };
}
