/** Fetches from a session's log what of its transcript is not held in the window (preload/transcript/absent.ts). */
import type { TranscriptPlace } from "../../preload/transcript/whereabouts";
import type { ChannelClient, SessionChannel } from "./channel-client";
import type { SessionLog } from "./session-log";

/** A part is about so long, in bytes. */
const PART_BYTES = 2 * 1024 * 1024;
const MOST_PART_BYTES = 64 * 1024 * 1024;
/** A place is looked for in at most so many parts. */
const MOST_TRIES = 12;

export class PartReader {
  #reading: { readonly done: Promise<boolean>; stop(): void } | undefined;
  #disposed = false;

  constructor(
    private readonly channels: ChannelClient,
    private readonly session: string,
    private readonly log: SessionLog,
  ) {}

  /** Whether something is being fetched now. */
  get busy(): boolean {
    return this.#reading !== undefined;
  }

  /** Brings what lies before the beginning of what is held, some of it. Resolves when it is there, or cannot be had. */
  before(bytes = PART_BYTES): Promise<boolean> {
    const { start } = this.log;
    return start === 0 ? Promise.resolve(false) : this.#read(start, bytes);
  }

  /** Brings an absent place, with what is around it; false when it cannot be had. */
  async bring(place: TranscriptPlace): Promise<boolean> {
    let bytes = PART_BYTES;
    let before = "";
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const where = this.log.whereabouts(place);
      if (!where) return true;
      const { from, to, likely } = where;
      // A part that brought nothing nearer was too short.
      const now = `${from}-${to}`;
      if (now === before) bytes = Math.min(bytes * 4, MOST_PART_BYTES);
      const last = now === before ? to : likely;
      before = now;
      if (!(await this.#read(last, bytes))) return false;
    }
    return this.log.whereabouts(place) === undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.#reading?.stop();
  }

  /** Reads up to record `to`, one part after another. */
  async #read(to: number, tail: number): Promise<boolean> {
    while (this.#reading) await this.#reading.done;
    if (this.#disposed) return false;
    const reading = this.log.readPart();
    let end: (brought: boolean) => void = () => {};
    const done = new Promise<boolean>((resolve) => {
      end = (brought) => {
        this.#reading = undefined;
        resolve(brought);
      };
    });
    const params = { epoch: null, from: 0, tail, to } as const;
    const channel: SessionChannel<"log"> = this.channels.open(this.session, "log", params, {
      onMessage: async (message) => {
        if (!(await reading.take(message))) return;
        channel.dispose();
        end(true);
      },
      onClose: () => end(false),
    });
    this.#reading = {
      done,
      stop: () => {
        channel.dispose();
        end(false);
      },
    };
    return done;
  }
}
