/** JSON-RPC with a language server over its channel. */
import type { Message, MessageConnection } from "vscode-jsonrpc/browser";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
} from "vscode-jsonrpc/browser";
import type { RpcMessage } from "../../../preload/contract/language-servers";
import type { ChannelClient, LanguageChannel } from "../../kernels/channel-client";

class ChannelReader extends AbstractMessageReader {
  #take: ((message: Message) => void) | undefined;

  listen(take: (message: Message) => void) {
    this.#take = take;
    return { dispose: () => (this.#take = undefined) };
  }

  deliver(message: RpcMessage): void {
    this.#take?.(message as unknown as Message);
  }
}

class ChannelWriter extends AbstractMessageWriter {
  constructor(private readonly channel: () => LanguageChannel) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.channel().send(message as unknown as RpcMessage);
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
 * @param server its id @param folder that it works in
 * @param onEnd called when the server is gone by itself, with a sentence
 * @param onHeard called whenever it says anything
 */
export function connectToServer(
  channels: ChannelClient,
  server: string,
  folder: string | null,
  onEnd: (sentence: string) => void,
  onHeard: () => void,
): LanguageConnection {
  const reader = new ChannelReader();
  const channel: LanguageChannel = channels.openLanguage(server, folder, {
    onMessage: (message) => {
      onHeard();
      reader.deliver(message);
    },
    onClose: (error) => {
      rpc.dispose();
      onEnd(error ?? "");
    },
  });
  const rpc = createMessageConnection(reader, new ChannelWriter(() => channel));
  rpc.listen();
  return {
    rpc,
    dispose: () => {
      rpc.dispose();
      channel.dispose();
    },
  };
}
