/** JSON-RPC with a language server: a process over its channel, or a worker. */
import type { Message, MessageConnection } from "vscode-jsonrpc/browser";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
} from "vscode-jsonrpc/browser";
import type { RpcMessage } from "../../../preload/contract/language-servers";
import type { ChannelClient, LanguageChannel } from "../../kernels/channel-client";

class MessagesReader extends AbstractMessageReader {
  #take: ((message: Message) => void) | undefined;

  listen(take: (message: Message) => void) {
    this.#take = take;
    return { dispose: () => (this.#take = undefined) };
  }

  deliver(message: RpcMessage): void {
    this.#take?.(message as unknown as Message);
  }
}

class MessagesWriter extends AbstractMessageWriter {
  constructor(private readonly send: (message: RpcMessage) => void) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.send(message as unknown as RpcMessage);
  }

  end(): void {}
}

/** An open connection; what is asked on one that ended is rejected. */
export interface LanguageConnection {
  readonly rpc: MessageConnection;
  /** Ends the connection and the server. */
  dispose(): void;
}

/**
 * Starts a server and connects to it.
 * @param onEnd called when the server is gone by itself, with a sentence
 * @param onHeard called whenever it says anything
 */
export type Connect = (onEnd: (sentence: string) => void, onHeard: () => void) => LanguageConnection;

/**
 * A server that main runs as a process.
 * @param server its id @param folder that it works in when it is started
 */
export function serverProcess(channels: ChannelClient, server: string, folder: () => string | null): Connect {
  return (onEnd, onHeard) => {
    const reader = new MessagesReader();
    const channel: LanguageChannel = channels.openLanguage(server, folder(), {
      onMessage: (message) => {
        onHeard();
        reader.deliver(message);
      },
      onClose: (error) => {
        rpc.dispose();
        onEnd(error ?? "");
      },
    });
    const rpc = createMessageConnection(reader, new MessagesWriter((message) => channel.send(message)));
    rpc.listen();
    return {
      rpc,
      dispose: () => {
        rpc.dispose();
        channel.dispose();
      },
    };
  };
}

/** A server that is a worker of this window. @param script its file beside the page */
export function serverWorker(script: string): Connect {
  return (onEnd, onHeard) => {
    const reader = new MessagesReader();
    const worker = new Worker(new URL(script, document.baseURI));
    const rpc = createMessageConnection(reader, new MessagesWriter((message) => worker.postMessage(message)));
    worker.onmessage = ({ data }: MessageEvent<RpcMessage>) => {
      onHeard();
      reader.deliver(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      rpc.dispose();
      onEnd(event.message ?? "");
    };
    rpc.listen();
    return {
      rpc,
      dispose: () => {
        rpc.dispose();
        worker.terminate();
      },
    };
  };
}
