/** Pieces of whole rows, read and parted; those used last are held. */
import type { PlainFile } from "../file/plain-file";
import type { Piece, RowIndex } from "./row-index";

/** Bytes of pieces that are held. */
const HELD_BYTES = 24 * 1024 * 1024;

export class Pieces<Parted> {
  readonly #held = new Map<number, { readonly parted: Parted; readonly bytes: number }>();
  #bytes = 0;

  /** @param part parts the bytes of whole rows */
  constructor(
    private readonly file: PlainFile,
    private readonly index: RowIndex,
    private readonly part: (bytes: Buffer) => Parted,
  ) {}

  /** The piece with a row, and what is in it. @throws Error where the file is shorter by now */
  async at(row: number): Promise<{ readonly piece: Piece; readonly parted: Parted } | undefined> {
    const piece = this.index.pieceOf(row);
    if (!piece) return undefined;
    const held = this.#held.get(piece.number);
    if (held) {
      this.#held.delete(piece.number);
      this.#held.set(piece.number, held);
      return { piece, parted: held.parted };
    }
    const bytes = await this.file.read(piece.from, piece.to - piece.from);
    const parted = this.part(bytes);
    this.#held.set(piece.number, { parted, bytes: bytes.length });
    this.#bytes += bytes.length;
    for (const [oldest, { bytes: size }] of this.#held) {
      if (this.#bytes <= HELD_BYTES || this.#held.size === 1) break;
      this.#held.delete(oldest);
      this.#bytes -= size;
    }
    return { piece, parted };
  }
}
