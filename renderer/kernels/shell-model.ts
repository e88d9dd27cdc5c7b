/** One shell: a view on a session, with its marks and what the user is being asked in it. */
import type { CodeOrigin, ViewMark } from "../../preload/contract/records";
import type { TandemBridge } from "../../preload/contract/requests";
import type { SessionInfo } from "../../preload/contract/sessions";
import { clear, toggleDelete, toggleFold, toggleUnfold, undoClear } from "../../preload/transcript/marks";
import { unawaited } from "../floor/failures";
import { createStore, type Store } from "../floor/store";
import type { ExecuteHow, SessionClient } from "./session-client";
import type { SeenRecord } from "./session-log";
import type { Shell } from "./shells-api";
import { findUnseen, type OutputPlace, type Unseen } from "./unseen";

/** Shorter than this, in ms, nobody misses anything: a reload. (An app that was not there at all is always told of.) */
const SHORT_ABSENCE_MS = 10_000;

/** What was closed while the kernel ran on. */
export type Closed = "Window" | "Shell";

/** A command that ends what the kernel knows, and so asks in the shell first; `then` follows a restart. */
export type ShellQuestion =
  | { readonly act: "restart"; readonly then?: () => Promise<void> }
  | { readonly act: "shut down" };

/** The part of a block that is its code, in a mark. */
const CODE = "code";

export interface ShellOptions {
  readonly view: string;
  readonly name: string;
  readonly client: SessionClient;
  readonly bridge: TandemBridge;
  readonly bringToFront: (shell: ShellModel) => void;
  readonly nameOfClient: (client: string) => string | null;
}

export class ShellModel implements Shell {
  readonly view: string;
  readonly client: SessionClient;
  /** Words for a client of the session that is not this view; null for this one. */
  readonly nameOfClient: (client: string) => string | null;
  readonly #bridge: TandemBridge;
  readonly #bringToFront: (shell: ShellModel) => void;
  readonly session: string;
  /** As on its tab; when it changes, so does WindowShells.shells. */
  name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  readonly marks = createStore<readonly ViewMark[]>([]);
  /** What the bar of this shell asks now. */
  readonly question = createStore<ShellQuestion | null>(null);
  /** Something the user asked of the kernel failed; a sentence. */
  readonly failure = createStore<string | null>(null);
  /** What came while nothing showed it, once all of that is here. */
  readonly unseen = createStore<Unseen | null>(null);
  /** What is typed into the input and not sent. */
  readonly draft = createStore("");
  /** What is typed as answers to questions and not sent, by the question's request. Never a password. */
  readonly answers = createStore<Readonly<Record<string, string>>>({});
  /** What was typed as the answer to a question that was over before it was sent, and who answered that. */
  readonly unsent = createStore<{ readonly text: string; readonly who: string | null } | null>(null);
  /** The line that is to be brought into view; whoever draws the transcript does it and sets this back to null. */
  readonly wanted = createStore<OutputPlace | null>(null);
  /** Long work that ended while nobody looked at the shell: "finished after 2 min". */
  readonly finished = createStore<{ readonly failed: boolean; readonly words: string } | null>(null);
  /** The block that has the keyboard, by its number; it stays drawn. */
  readonly currentBlock = createStore<number | null>(null);
  closed: Closed = "Window";
  #unseenFrom: number | undefined;
  #marksWritten: Promise<unknown> = Promise.resolve();
  /** Code blocks from files that are shown whole, by their number, as the marks say. */
  readonly unfolded = createStore<ReadonlySet<number>>(new Set());
  #focusInput: (() => void) | undefined;
  #focusWanted = false;
  #showNewest: (() => void) | undefined;

  constructor(options: ShellOptions) {
    this.view = options.view;
    this.name = options.name;
    this.client = options.client;
    this.#bridge = options.bridge;
    this.#bringToFront = options.bringToFront;
    this.nameOfClient = options.nameOfClient;
    const info = this.client.info.get();
    this.session = info.id;
    this.kernelId = info.kernelId;
    this.language = info.language;
    this.cwd = info.cwd;
    let life = this.status.get()?.life;
    this.status.subscribe(() => {
      const now = this.status.get()?.life;
      // What failed because of the kernel of before is settled with the next one.
      if (now !== undefined && life !== undefined && now !== life) this.failure.set(null);
      life = now ?? life;
    });
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
  async open(seen?: SeenRecord, closed: Closed = "Window"): Promise<void> {
    this.closed = closed;
    const marks = await this.#bridge.request("marks.read", { session: this.session, view: this.view });
    this.#show(marks);
    const short = this.info.get().kept ? 0 : SHORT_ABSENCE_MS;
    if (seen && Date.now() - seen.time >= short) this.client.log.leftAt(seen);
    this.transcript.subscribe(() => this.#findUnseen());
    this.client.open(marks);
  }

  /**
   * Sends code that the user runs, from wherever it is: the newest is gone to. What runs by itself leaves the shell where it
   * is read (`client.execute`).
   */
  execute(code: string, origin?: CodeOrigin, how?: ExecuteHow): Promise<void> {
    this.#showNewest?.();
    return this.client.execute(code, origin, how);
  }

  focus(): void {
    this.#bringToFront(this);
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

  /** The view is on the page: `show` scrolls it to its end, where it stays with what comes. Returns what takes that back. */
  setNewestTarget(show: () => void): () => void {
    this.#showNewest = show;
    return () => {
      if (this.#showNewest === show) this.#showNewest = undefined;
    };
  }

  /** How far this view shows the log by now; undefined before it shows anything. */
  get seen(): SeenRecord | undefined {
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

  /** Shows the block whole: long code from a file, or one that was folded. */
  unfold(seq: number): void {
    if (this.#has("fold", seq)) unawaited("unfolding an output", this.toggleFold(seq));
    else if (!this.isUnfolded(seq, CODE)) this.togglePiece(seq, CODE);
  }

  /** Whether a part of a block that is folded by itself was unfolded. */
  isUnfolded(seq: number, piece: string): boolean {
    return this.marks
      .get()
      .some((mark) => mark.kind === "unfold" && mark.seq === seq && mark.piece === piece);
  }

  /** Unfolds a part of a block, or folds it again. */
  togglePiece(seq: number, piece: string): void {
    unawaited("marking a view", this.#mark(toggleUnfold(this.marks.get(), seq, piece)));
  }

  /** Folds the block that begins at `seq` to its first line, or unfolds it. */
  toggleFold(seq: number): Promise<void> {
    const marks = this.isUnfolded(seq, CODE) ? toggleUnfold(this.marks.get(), seq, CODE) : this.marks.get();
    return this.#mark(toggleFold(marks, seq));
  }

  /** Takes the block that begins at `seq` out of view. */
  async hideBlock(seq: number): Promise<void> {
    if (!this.#has("delete", seq)) await this.#mark(toggleDelete(this.marks.get(), seq));
  }

  /** Brings it back. */
  async showBlock(seq: number): Promise<void> {
    if (this.#has("delete", seq)) await this.#mark(toggleDelete(this.marks.get(), seq));
  }

  /** How many blocks were taken out of view one by one. */
  get hiddenBlocks(): number {
    return this.marks.get().filter((mark) => mark.kind === "delete").length;
  }

  /** Brings all of them back. */
  showHidden(): Promise<void> {
    return this.#mark(this.marks.get().filter((mark) => mark.kind !== "delete"));
  }

  #has(kind: ViewMark["kind"], seq: number): boolean {
    return this.marks.get().some((mark) => mark.kind === kind && mark.seq === seq);
  }

  #show(marks: readonly ViewMark[]): void {
    this.marks.set(marks);
    const unfolded = marks.flatMap((mark) => (mark.kind === "unfold" && mark.piece === CODE ? mark.seq : []));
    const before = this.unfolded.get();
    // Who draws by it is told only of another set.
    if (unfolded.length !== before.size || unfolded.some((seq) => !before.has(seq)))
      this.unfolded.set(new Set(unfolded));
  }

  async #mark(marks: readonly ViewMark[]): Promise<void> {
    if (marks === this.marks.get()) return;
    this.#show(marks);
    this.client.log.setMarks(marks);
    // One after another: of two that are on their way at once the older might be what is kept.
    const write = () =>
      this.#bridge.request("marks.write", { session: this.session, view: this.view, marks: [...marks] });
    const written = this.#marksWritten.then(write, write);
    this.#marksWritten = written;
    await written;
  }
}
