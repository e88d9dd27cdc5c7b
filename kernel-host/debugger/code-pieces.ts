/**
 * Which lines of which files the code was that a kernel has run: a breakpoint in a file's line is one in each piece that has
 * this line, and a frame in a piece is shown in its file. Kernels that run cells under names of their own (ipykernel's
 * temporary files) say them for each piece.
 */
import { type Breakpoint, MOST_RAN, MOST_RAN_CHARS, type RanPiece } from "../../preload/contract/debugging";
import type { CodeOrigin } from "../../preload/contract/records";
import type { CellNames } from "./cell-names";

/** So many of the newest pieces are known, and no more text than so, in UTF-16 units. */
const MOST_PIECES = 500;
const MOST_CHARS = 8 * 1024 * 1024;
/** A line that was moved within its piece is looked for no further away. */
const MOST_MOVED = 20_000;

export interface Piece {
  readonly code: string;
  readonly lines: readonly string[];
  /** Undefined: it was typed into the shell. */
  readonly origin: CodeOrigin | undefined;
  /** The name that the kernel gives it; undefined: it has not been asked. */
  path?: string;
  /** The name that it is known to give it, without having been asked. */
  called?: string;
}

export class Pieces {
  /** By code and place, oldest first. */
  readonly #pieces = new Map<string, Piece>();
  readonly #byPath = new Map<string, Piece>();
  #chars = 0;
  #names: CellNames | undefined;

  /** By this the kernel names code that it was never asked about. */
  nameBy(names: CellNames | undefined): void {
    this.#names = names;
    for (const piece of this.#pieces.values()) this.#call(piece);
  }

  #call(piece: Piece): void {
    if (!this.#names || piece.called !== undefined) return;
    piece.called = this.#names.of(piece.code);
    this.#byPath.set(piece.called, piece);
  }

  /** Whether a name is one of those that the kernel makes up: it is no file of the user's. */
  isMadeUp(path: string): boolean {
    return this.#names !== undefined && path.startsWith(this.#names.prefix);
  }

  /** Code is run. What ran before from the same place is the same piece. */
  note(code: string, origin: CodeOrigin | undefined): Piece {
    const key = `${origin?.file ?? ""}\n${origin?.lines[0] ?? 0}\n${code}`;
    const known = this.#pieces.get(key);
    const piece: Piece = known ?? { code, origin, lines: code.split("\n") };
    this.#pieces.delete(key);
    this.#pieces.set(key, piece);
    if (!known) this.#chars += code.length;
    if (known?.called !== undefined) this.#byPath.set(known.called, known);
    this.#call(piece);
    for (const [oldest, { code: old, path, called }] of this.#pieces) {
      if (this.#pieces.size <= MOST_PIECES && this.#chars <= MOST_CHARS) break;
      if (oldest === key) break;
      this.#pieces.delete(oldest);
      this.#chars -= old.length;
      for (const name of [path, called])
        if (name !== undefined && this.#byPath.get(name)?.code === old) this.#byPath.delete(name);
    }
    return piece;
  }

  /** The kernel calls it so. */
  name(piece: Piece, path: string): void {
    piece.path = path;
    this.#byPath.set(path, piece);
  }

  /** The newest ones that the kernel has names of its own for, as processes that it starts are told. */
  named(): RanPiece[] {
    return [...this.#pieces.values()]
      .flatMap(({ code, origin, path, called }) => {
        const name = path ?? called;
        if (name === undefined || code.length > MOST_RAN_CHARS) return [];
        return [{ code, path: name, ...(origin ? { origin } : {}) }];
      })
      .slice(-MOST_RAN);
  }

  /** What another kernel has run, under its names. */
  take(ran: readonly RanPiece[]): void {
    for (const { code, path, origin } of ran) this.name(this.note(code, origin), path);
  }

  /** Pieces of a file, newest first. */
  of(file: string): readonly Piece[] {
    return [...this.#pieces.values()].filter(({ origin }) => origin?.file === file).reverse();
  }

  /** The newest ones. */
  newest(most: number): readonly Piece[] {
    return [...this.#pieces.values()].slice(-most);
  }

  /** Where a line under a name of the kernel's is; undefined: the name is none of a piece. */
  placeOf(path: string, line: number): { readonly file: string | null; readonly line: number } | undefined {
    const piece = this.#byPath.get(path);
    if (!piece) return undefined;
    if (!piece.origin) return { file: null, line };
    return { file: piece.origin.file, line: piece.origin.lines[0] + line - 1 };
  }

  clear(): void {
    this.#pieces.clear();
    this.#byPath.clear();
    this.#chars = 0;
  }
}

/**
 * The line of a piece, from 1, that a breakpoint of its file means: where it stands, if that line is the same still, else
 * the only one of the same text. Undefined: the file has changed since the piece was run, or it is elsewhere.
 */
export function lineIn(piece: Piece, { line, text }: Pick<Breakpoint, "line" | "text">): number | undefined {
  if (!piece.origin) return undefined;
  const meant = line - piece.origin.lines[0];
  const same = (at: number) => piece.lines[at]?.trim() === text;
  const inside = meant >= 0 && meant < piece.lines.length;
  if (inside && same(meant)) return meant + 1;
  // An empty line says nothing of where it has gone, and of two alike it may be the other.
  if (text === "" || piece.lines.length > MOST_MOVED) return undefined;
  const found = piece.lines.findIndex((_line, at) => same(at));
  if (found < 0 || piece.lines.some((_line, at) => at > found && same(at))) return undefined;
  return found + 1;
}

/** Whether a line of the file lay in the piece when that was run. */
export function covers(piece: Piece, line: number): boolean {
  const lines = piece.origin?.lines;
  return lines !== undefined && line >= lines[0] && line <= lines[1];
}
