/** Follows a session's log over the death of its host: goes on where it stood when another host has taken over. */
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../../../kernel-host/door/processes";
import type { LogRecord } from "../../../preload/contract/records";
import type { LogToClient } from "../../../preload/contract/session-channels";
import type { SessionFolder } from "../../kernels/hosts/session-folder";
import { SessionConnection } from "./session-connection";

/** After a host's death another one may take over; so long it is waited for, in ms. */
const SUCCESSOR_MS = 15_000;
/** How often it is looked for, in ms. */
const LOOK_MS = 200;

/** What is known of a log: records up to `seq`, under the numbers of host epoch `epoch`. */
export interface Place {
  readonly epoch: number | null;
  readonly seq: number;
}

export interface FollowOptions {
  readonly folder: SessionFolder;
  readonly client: string;
  readonly build: string;
  readonly place: Place;
  /** No more than about so many bytes of what is missing are wanted. */
  readonly tail?: number;
  /** What is known is no longer part of the log from `seq` on, or what is missing begins at a checkpoint. */
  readonly onAttached: (message: Extract<LogToClient, { type: "attached" }>) => void;
  /** Takes records; they are waited for before more are asked. */
  readonly onRecords: (records: readonly LogRecord[]) => void | Promise<void>;
  /** Everything that was there at the (re)connection has been taken. */
  readonly onCaughtUp?: (connection: SessionConnection) => void;
  /** The connection broke, and it is looked for another host. */
  readonly onBroken?: (reason: string) => void;
}

export class Follow {
  #epoch: number | null;
  #seq: number;
  #last = 0;
  #caughtUp = false;
  #connection: SessionConnection | undefined;
  /** The kernel was shut down on purpose: no other host will come. */
  #shutDown = false;
  #stopped = false;
  #stop: () => void = () => {};
  readonly #stopping = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(private readonly options: FollowOptions) {
    this.#epoch = options.place.epoch;
    this.#seq = options.place.seq;
  }

  get place(): Place {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  get connection(): SessionConnection | undefined {
    return this.#connection;
  }

  /**
   * Follows until `stop`, or until the session has no host any more.
   * @param first a connection that is there already
   * @returns how it ended: "stopped", "shut down", or why there is no host
   */
  async run(first: SessionConnection): Promise<"stopped" | "shut down" | { readonly lost: string }> {
    let connection: SessionConnection | undefined = first;
    for (;;) {
      this.#attach(connection);
      const reason = await Promise.race([connection.ended, this.#stopping]);
      this.#connection = undefined;
      connection.dispose();
      if (this.#stopped || reason === undefined) return "stopped";
      if (this.#shutDown) return "shut down";
      this.options.onBroken?.(reason);
      connection = await this.#successor();
      if (this.#stopped) return "stopped";
      if (!connection) return { lost: reason };
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#stop();
  }

  #attach(connection: SessionConnection): void {
    this.#connection = connection;
    this.#caughtUp = false;
    this.#last = Number.POSITIVE_INFINITY;
    const { tail } = this.options;
    const params = { epoch: this.#epoch, from: this.#seq, ...(tail === undefined ? {} : { tail }) };
    connection.followLog(params, async (message) => {
      if (message.type === "attached") {
        this.#epoch = message.epoch;
        this.#seq = message.start?.checkpoint.seq ?? message.valid;
        this.#last = message.last;
        this.options.onAttached(message);
      } else if (message.type === "records") {
        for (const record of message.records) {
          this.#seq = Math.max(this.#seq, record.seq);
          if (record.kind === "life" && record.event === "shut down") this.#shutDown = true;
          if (record.kind === "life" && record.event === "ready") this.#shutDown = false;
        }
        await this.options.onRecords(message.records);
      }
      if (this.#caughtUp || this.#seq < this.#last) return;
      this.#caughtUp = true;
      this.options.onCaughtUp?.(connection);
    });
  }

  async #successor(): Promise<SessionConnection | undefined> {
    const { folder, client, build } = this.options;
    for (const until = performance.now() + SUCCESSOR_MS; performance.now() < until; ) {
      const host = await folder.host();
      if (host && (await isAlive(host))) {
        const connection = await SessionConnection.open(folder, client, build).catch(() => undefined);
        if (connection) return connection;
      }
      await Promise.race([wait(LOOK_MS), this.#stopping]);
      if (this.#stopped) return undefined;
    }
    return undefined;
  }
}
