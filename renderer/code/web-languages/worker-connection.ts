/** The worker's end of its connection with the window: JSON-RPC messages as they are, without frames. */
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type Message,
  type MessageConnection,
} from "vscode-jsonrpc";

/** A port for messages: a worker's own scope has this form, and a MessagePort. */
export interface MessagePlace {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

class PlaceReader extends AbstractMessageReader {
  constructor(private readonly place: MessagePlace) {
    super();
  }

  listen(take: (message: Message) => void) {
    this.place.onmessage = ({ data }) => take(data as Message);
    return { dispose: () => (this.place.onmessage = null) };
  }
}

class PlaceWriter extends AbstractMessageWriter {
  constructor(private readonly place: MessagePlace) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.place.postMessage(message);
  }

  end(): void {}
}

/** A connection over a place; `listen` begins it. */
export function connectionOver(place: MessagePlace): MessageConnection {
  return createMessageConnection(new PlaceReader(place), new PlaceWriter(place));
}
