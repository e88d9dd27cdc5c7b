/** One shell: a view on a session, with its marks and what the user is being asked in it. */
import type { CodeOrigin, ViewMark } from "../../preload/contract/records";
import type { SessionInfo, TandemBridge } from "../../preload/contract/requests";
import { clear, undoClear } from "../../preload/transcript/marks";
import { createStore, type Store } from "../store";
import type { SessionClient } from "./session-client";
import type { Seen } from "./session-log";
import type { Shell } from "./shells-api";
import { findUnseen, type Unseen } from "./unseen";

/** Shorter than this, in ms, nobody misses anything: a reload. (An app that was not there at all is always told of.) */
const SHORT_ABSENCE_MS = 10_000;

/** What was closed while the kernel ran on. */
export type Closed = "Window" | "Shell";

/** A command that ends what the kernel knows, and so asks in the shell first. */
export type Question = "restart" | "shut down";

export class ShellModel implements Shell {
  readonly session: string;
  readonly name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  readonly marks = createStore<readonly ViewMark[]>([]);
  /** What the bar of this shell asks now. */
  readonly question = createStore<Question | null>(null);
  /** Something the user asked of the kernel failed; a sentence. */
  readonly failure = createStore<string | null>(null);
  /** What came while nothing showed it, once all of that is here. */
  readonly unseen = createStore<Unseen | null>(null);
  closed: Closed = "Window";
  #unseenFrom: number | undefined;
  #marksWritten: Promise<unknown> = Promise.resolve();
  /** Code blocks from files that are shown whole, by their number. */
  readonly unfolded = createStore<ReadonlySet<number>>(new Set());
  #focusInput: (() => void) | undefined;
  #focusWanted = false;

  constructor(
    readonly view: string,
    readonly client: SessionClient,
    private readonly bridge: TandemBridge,
    private readonly bringToFront: (shell: ShellModel) => void,
  ) {
    const info = client.info.get();
    this.session = info.id;
    this.name = info.name;
    this.kernelId = info.kernelId;
    this.language = info.language;
    this.cwd = info.cwd;
  }

  get info(): Store<SessionInfo> {
    return this.client.info;
  }
  get state() {
    return this.client.state;
  }
  get status() {
    return this.client.status;
  }
  get transcript() {
    return this.client.log.transcript;
  }

  /**
   * Reads the marks, then attaches.
   * @param seen how far an earlier view of the session showed it
   * @param closed what was closed since
   */
  async open(seen?: Seen, closed: Closed = "Window"): Promise<void> {
    this.closed = closed;
    const marks = await this.bridge.request("marks.read", { session: this.session, view: this.view });
    this.marks.set(marks);
    const short = this.info.get().kept ? 0 : SHORT_ABSENCE_MS;
    if (seen && Date.now() - seen.time >= short) this.client.log.leftAt(seen);
    this.transcript.subscribe(() => this.#findUnseen());
    this.client.open(marks);
  }

  execute(code: string, origin?: CodeOrigin): Promise<void> {
    return this.client.execute(code, origin);
  }

  focus(): void {
    this.bringToFront(this);
    this.#focusWanted = true;
    this.#focusInput?.();
  }

  /** The view's input is there (or, with undefined, gone): focusing the shell goes to it. */
  setFocusTarget(focusInput: (() => void) | undefined): void {
    this.#focusInput =
      focusInput &&
      (() => {
        this.#focusWanted = false;
        focusInput();
      });
    if (this.#focusWanted) this.#focusInput?.();
  }

  /** How far this view shows the log by now; undefined before it shows anything. */
  get seen(): Seen | undefined {
    const { seq } = this.transcript.get();
    return seq === 0 ? undefined : { seq, time: Date.now() };
  }

  #findUnseen(): void {
    const { absence, start } = this.client.log;
    const span = absence.get();
    const transcript = this.transcript.get();
    if (!span || transcript.seq < span.to.seq || this.#unseenFrom === start) return;
    this.#unseenFrom = start;
    this.unseen.set(findUnseen(transcript, span, start));
  }

  /** Takes everything that is there out of view. */
  clear(): Promise<void> {
    return this.#mark(clear(this.marks.get(), this.client.log.seq));
  }

  /** Brings back what the last clear took out of view. */
  undoClear(): Promise<void> {
    return this.#mark(undoClear(this.marks.get()));
  }

  get canUndoClear(): boolean {
    return this.marks.get().some((mark) => mark.kind === "clear");
  }

  unfold(seq: number): void {
    this.unfolded.set((now) => new Set(now).add(seq));
  }

  async #mark(marks: readonly ViewMark[]): Promise<void> {
    if (marks === this.marks.get()) return;
    this.marks.set(marks);
    this.client.log.setMarks(marks);
    // One after another: of two that are on their way at once the older might be what is kept.
    const write = () =>
      this.bridge.request("marks.write", { session: this.session, view: this.view, marks: [...marks] });
    const written = this.#marksWritten.then(write, write);
    this.#marksWritten = written;
    await written;
  }
}
