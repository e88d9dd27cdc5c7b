/** The outputs of the requests of a kernel, by the ids of the requests: late ones find theirs too. */
import type { RequestIo } from "./kernel-implementation";
import { type OutputParent, ServerIo } from "./request-io";

/** So many requests can still be named as the parent of late output. */
const REMEMBERED_REQUESTS = 5000;

type Ways = ConstructorParameters<typeof ServerIo>[1];

export class RequestIos {
  readonly #byId = new Map<string, ServerIo>();
  #latest: ServerIo;

  constructor(private readonly ways: Ways) {
    this.#latest = this.make({
      header: null,
      client: [],
      silent: false,
      allowStdin: false,
      executionCount: 0,
    });
  }

  /** Outputs under a parent, for a message that nothing late belongs to. */
  make(parent: OutputParent): ServerIo {
    return new ServerIo(parent, this.ways);
  }

  /** Outputs of an execution: from now on they are the latest, and can be named. */
  begin(parent: OutputParent): ServerIo {
    const io = this.make(parent);
    this.#latest = io;
    this.#byId.set(io.requestId, io);
    if (this.#byId.size > REMEMBERED_REQUESTS) {
      const oldest = this.#byId.keys().next().value;
      if (oldest !== undefined) this.#byId.delete(oldest);
    }
    return io;
  }

  /** Those of the request of this id; the latest execution's when it is not known. */
  of(id: string | undefined): RequestIo {
    return (id === undefined ? undefined : this.#byId.get(id)) ?? this.#latest;
  }
}
