/**
 * The messages of the window's shells are followed from when the tool was first looked at until its tab is closed, also
 * while another tool is in front. Before and after, nothing is asked of any host.
 */
import { layout } from "../../floor/layout-state";
import { createStore } from "../../floor/store";
import { areaOf } from "../../floor/tool-areas";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { MessageBook, NOTHING_SEEN, type SeenMessages } from "./messages";

/** The tool's id. */
export const LOGGER = "Logger";

/** What passes between a shell and its kernel, while it is followed. */
export class Followed {
  readonly seen = createStore<SeenMessages>(NOTHING_SEEN);
  /** By the user: nothing is looked at meanwhile. */
  readonly paused = createStore(false);
  /** The host tells nothing (any more). */
  readonly ended = createStore(false);
  /** When the messages begin, in ms since 1970. */
  readonly since = createStore(Date.now());
  readonly #book = new MessageBook();
  #channel: { dispose(): void } | undefined;
  #frame: number | undefined;

  constructor(private readonly shell: ShellModel) {
    this.open();
  }

  /** Looks, where nothing is looked at and it is not paused. */
  open(): void {
    if (this.paused.get() || (this.#channel && !this.ended.get())) return;
    this.#channel?.dispose();
    this.ended.set(false);
    this.#channel = this.shell.client.openWire(
      (passed) => {
        this.#book.take(passed);
        this.#frame ??= requestAnimationFrame(() => {
          this.#frame = undefined;
          this.seen.set(this.#book.seen);
        });
      },
      () => this.ended.set(true),
    );
  }

  pause(on: boolean): void {
    this.paused.set(on);
    if (on) this.close();
    else this.open();
  }

  clear(): void {
    this.since.set(Date.now());
    this.seen.set(this.#book.clear());
  }

  /** Looks no more; what was seen stays. */
  close(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.seen.set(this.#book.seen);
  }
}

/** The shells that are followed; none until the tool was looked at. */
export const following = createStore<ReadonlyMap<ShellModel, Followed>>(new Map());
let stop: (() => void) | undefined;

function follow(): void {
  if (areaOf(layout.get().tools, LOGGER) === undefined) {
    stop?.();
    return;
  }
  const before = following.get();
  const shells = windowShells().shells.get();
  for (const [shell, one] of before) if (!shells.includes(shell)) one.close();
  const isSame = shells.length === before.size && shells.every((shell) => before.has(shell));
  if (!isSame)
    following.set(new Map(shells.map((shell) => [shell, before.get(shell) ?? new Followed(shell)])));
}

/** The tool is looked at: from now on the shells are followed, and again such as told nothing any more. */
export function followMessages(): void {
  if (!stop) {
    const stops = [windowShells().shells.subscribe(follow), layout.subscribe(follow)];
    stop = () => {
      stop = undefined;
      for (const end of stops) end();
      for (const one of following.get().values()) one.close();
      following.set(new Map());
    };
  }
  follow();
  for (const one of following.get().values()) one.open();
}
