/** The connection to one host for as long as that lives: made, watched, and made again when it breaks. */
import { setTimeout as pause } from "node:timers/promises";
import { ProtocolMismatch } from "../../../kernel-host/door/attach-opening";
import { HOST_HANGS_LONG_MS, LIVENESS } from "../../../preload/contract/limits";
import type { SessionInfo } from "../../../preload/contract/sessions";
import { Heartbeat } from "./heartbeat";
import type { HostExit } from "./host-process";

/** A host that lives but cannot be connected to is tried again after this, in ms. */
const RETRY_MS = 1_000;

/** What of a connection matters here; `onEnd` is called when it ends by itself. */
export interface Link {
  onEnd: ((reason: string) => void) | undefined;
  dispose(reason: string): void;
}

/** A host's process. */
export interface Host<L extends Link> {
  readonly exited: Promise<HostExit>;
  readonly gone: HostExit | undefined;
  /** @throws ProtocolMismatch; Error */
  connect(reading?: (part: number) => void): Promise<L>;
  kill(): Promise<void>;
  askToEnd(): void;
}

export interface ConnectionOptions<L extends Link> {
  /** What the session is called by now. */
  readonly name: () => string;
  /** Resolves with the host's answer. */
  readonly ping: (link: L) => Promise<void>;
  readonly log: (line: string) => void;
  /** How the connection is now; not told once it is disposed. */
  readonly changed: (state: SessionInfo["host"], sentence?: string) => void;
  /** There is another link now; told before `changed`. */
  readonly linked: () => void;
}

export class HostConnection<L extends Link> {
  #link: L | undefined;
  #heartbeat: Heartbeat | undefined;
  #hangsLong: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(
    private readonly host: Host<L>,
    private readonly options: ConnectionOptions<L>,
  ) {}

  /** None while it is made. */
  get link(): L | undefined {
    return this.#link;
  }

  /** Goes on with a link that was just made. */
  take(link: L): void {
    this.#link = link;
    this.#heartbeat = new Heartbeat({
      ping: () => this.options.ping(link),
      onChange: (responsive) => (responsive ? this.#set("connected") : this.#hangs(this.#deaf)),
    });
    link.onEnd = (reason) => {
      this.#release(reason);
      if (this.host.gone || this.#disposed) return;
      this.#hangs(`The connection to ${this.options.name()} broke.`);
      this.connect();
    };
    this.options.linked();
    this.#set("connected");
  }

  /** Connects for as long as it takes: a host that lives is never given up. */
  connect(): void {
    this.#connect().catch((error: unknown) => this.options.log(`a host is not connected to: ${error}`));
  }

  /** The connection ends, and nothing more is said of it. @param reason told to whoever uses the link */
  dispose(reason: string): void {
    this.#disposed = true;
    clearTimeout(this.#hangsLong);
    this.#release(reason);
  }

  async #connect(): Promise<void> {
    const wanted = () => !this.host.gone && !this.#disposed;
    while (wanted()) {
      const slow = setTimeout(() => this.#hangs(this.#deaf), LIVENESS.hostIntervalMs * LIVENESS.hostMisses);
      try {
        const link = await this.host.connect().finally(() => clearTimeout(slow));
        if (wanted()) this.take(link);
        else link.dispose("nobody wants it any more");
        return;
      } catch (error) {
        if (!wanted()) return;
        if (error instanceof ProtocolMismatch) {
          this.#set("incompatible", mismatchSentence(this.options.name(), error));
          return;
        }
        this.options.log((error as Error).message);
        this.#hangs(this.#deaf);
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  get #deaf(): string {
    return `The kernel-host of ${this.options.name()} does not answer.`;
  }

  /** Says that the host does not answer, and after a long time what can be done. */
  #hangs(sentence: string): void {
    this.#set("unresponsive", sentence);
    if (this.#disposed) return;
    this.#hangsLong ??= setTimeout(() => {
      const minutes = Math.round(HOST_HANGS_LONG_MS / 60_000);
      this.#set(
        "unresponsive",
        `The kernel-host of ${this.options.name()} has not answered for ${minutes} minutes. Its kernel may go on all the same: wait, or shut down the session.`,
      );
    }, HOST_HANGS_LONG_MS).unref();
  }

  #release(reason: string): void {
    this.#heartbeat?.dispose();
    this.#heartbeat = undefined;
    this.#link?.dispose(reason);
    this.#link = undefined;
  }

  #set(state: SessionInfo["host"], sentence?: string): void {
    if (this.#disposed) return;
    if (state !== "unresponsive") {
      clearTimeout(this.#hangsLong);
      this.#hangsLong = undefined;
    }
    this.options.changed(state, sentence);
  }
}

function mismatchSentence(name: string, { theirs, ours, build }: ProtocolMismatch): string {
  const other = theirs[0] > ours[1] ? "a newer" : "an older";
  return `${name} runs under ${other} Tandem (${build}) than this one: what it prints cannot be shown here (it speaks version ${theirs.join(" to ")} of the attach protocol, this one ${ours.join(" to ")}). It goes on and its output is kept. Open it with that Tandem, or shut it down.`;
}
