/**
 * What a shell's view knows of its outputs besides their data: how high each was drawn, as what the user wants to see
 * it, what of it was unfolded, and which frames live on while they are out of view.
 */

import type { Transcript } from "../../../../preload/transcript/transcript";
import { createStore, type Readable } from "../../../floor/store";
import type { ShellModel } from "../../../kernels/shell-model";

/** So many changes are remembered one by one. */
const MOST_CHANGES = 256;
/** So many frames stay alive in a shell while they are scrolled out of view; each is a process. */
const FRAMES_KEPT = 4;

interface View {
  height?: number;
  type?: string;
}

/** Whose outputs they are, as far as drawing them goes: a shell, or a file that has outputs in it. */
export interface OutputOwner {
  /** Where paths in them begin. */
  readonly cwd: string;
  readonly transcript: Readable<Transcript>;
  isUnfolded(seq: number, piece: string): boolean;
  togglePiece(seq: number, piece: string): void;
}

/** Outputs are named by the number of their block and the key of their piece. */
export class OutputViews {
  readonly #views = new Map<string, View>();
  readonly #versions = new Map<number, number>();
  /** Frames that are on the page, those last in view at the end. */
  readonly #frames = new Map<string, number>();
  readonly #changed = createStore(0);
  #debuggable: number | null = null;

  constructor(private readonly owner: OutputOwner) {}

  /** The blocks of the last changes. */
  readonly #changes: number[] = [];

  /** Grows whenever the layout is to be made anew. */
  get changed(): Readable<number> {
    return this.#changed;
  }

  /** The blocks that changed since `changed` was that; null when that is too long ago to be known. */
  changedSince(before: number): readonly number[] | null {
    const count = this.#changed.get() - before;
    return count > this.#changes.length ? null : this.#changes.slice(this.#changes.length - count);
  }

  /** Grows with each change to an output of the block. */
  versionOf(seq: number): number {
    return this.#versions.get(seq) ?? 0;
  }

  /** Height that an output had when it was last drawn, in px. */
  heightOf(seq: number, key: string): number | undefined {
    return this.#views.get(name(seq, key))?.height;
  }

  /** An output was measured, in px. */
  setHeight(seq: number, key: string, height: number): void {
    this.#change(seq, key, "height", Math.ceil(height));
  }

  /** The mime type as which the user wants to see it; undefined for the widest. */
  typeOf(seq: number, key: string): string | undefined {
    return this.#views.get(name(seq, key))?.type;
  }

  /** Shows an output as another of its types. */
  choose(seq: number, key: string, type: string): void {
    this.#change(seq, key, "type", type);
  }

  /** Whether folded frames of a traceback are shown. */
  isUnfolded(seq: number, key: string): boolean {
    return this.owner.isUnfolded(seq, key);
  }

  /** Shows folded frames of a traceback, or folds them again. */
  toggleFrames(seq: number, key: string): void {
    this.owner.togglePiece(seq, key);
    this.#touch(seq);
  }

  /** Whether the kernel's debugger can be opened in the block's error. */
  isDebuggable(seq: number): boolean {
    return this.#debuggable === seq;
  }

  /** The block in whose error it can be; null for none. */
  setDebuggable(seq: number | null): void {
    const before = this.#debuggable;
    if (before === seq) return;
    this.#debuggable = seq;
    for (const changed of [before, seq]) if (changed !== null) this.#touch(changed);
  }

  /** A frame came into view, or is in view still. */
  frameShown(seq: number, key: string): void {
    const frame = name(seq, key);
    this.#frames.delete(frame);
    this.#frames.set(frame, seq);
    for (const [oldest] of this.#frames) {
      if (this.#frames.size <= FRAMES_KEPT) break;
      this.#frames.delete(oldest);
    }
  }

  /** A frame is gone: what it showed was replaced, or it was stopped. */
  frameGone(seq: number, key: string): void {
    this.#frames.delete(name(seq, key));
  }

  /** Whether an output stays on the page although it is out of view. */
  keeps(seq: number, key: string): boolean {
    return this.#frames.has(name(seq, key));
  }

  /** Blocks with an output that stays on the page. */
  keptBlocks(): Iterable<number> {
    return new Set(this.#frames.values());
  }

  #change<Part extends keyof View>(seq: number, key: string, part: Part, value: Required<View>[Part]): void {
    const view = this.#views.get(name(seq, key)) ?? {};
    if (view[part] === value) return;
    view[part] = value;
    this.#views.set(name(seq, key), view);
    this.#touch(seq);
  }

  #touch(seq: number): void {
    this.#versions.set(seq, this.versionOf(seq) + 1);
    this.#changes.push(seq);
    if (this.#changes.length > MOST_CHANGES) this.#changes.shift();
    this.#changed.set((now) => now + 1);
  }
}

function name(seq: number, key: string): string {
  return `${seq}/${key}`;
}

const ofShells = new WeakMap<ShellModel, OutputViews>();

/** The outputs of a shell's view. */
export function outputViews(shell: ShellModel): OutputViews {
  let views = ofShells.get(shell);
  if (!views) {
    views = new OutputViews(shell);
    ofShells.set(shell, views);
  }
  return views;
}
