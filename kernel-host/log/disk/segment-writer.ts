/** The one segment that is being written. What `append` has returned from is safe against the death of any process. */
import {
  closeSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { FRAME_PREFIX_BYTES, nextRecord, payloadAt, seqOf } from "./frame";
import { notePlace, type SegmentHeader, type SegmentMap, segmentName, segmentStart } from "./segment";
import { openFile } from "./spare-descriptor";

export class SegmentWriter {
  #syncing = false;
  #dirty = true;
  #closed = false;

  private constructor(
    readonly file: string,
    readonly map: SegmentMap,
    private readonly fd: number,
    private offset: number,
  ) {}

  /**
   * Makes a new segment file, which must not be there yet; readable by its user only.
   * @throws the system's error; then no file is left
   */
  static create(folder: string, header: SegmentHeader): SegmentWriter {
    const file = path.join(folder, segmentName(header.first, header.epoch));
    const fd = openFile(file, "wx+", 0o600);
    const start = segmentStart(header);
    const map = { ...header, last: header.first - 1, size: start.length, torn: 0, places: [], lost: [] };
    try {
      writeAll(fd, start, 0);
    } catch (error) {
      closeSync(fd);
      unlinkSync(file);
      throw error;
    }
    return new SegmentWriter(file, map, fd, start.length);
  }

  /** Bytes of the file. */
  get size(): number {
    return this.offset;
  }

  /**
   * Writes one record's frame.
   * @throws the system's error; then nothing of the frame counts, and the segment is to be closed
   */
  append(seq: number, frame: Buffer): void {
    try {
      writeAll(this.fd, frame, this.offset);
    } catch (error) {
      try {
        ftruncateSync(this.fd, this.offset);
      } catch {
        // What was written of the frame stays as a torn tail, which every reader drops.
      }
      throw error;
    }
    notePlace(this.map, seq, this.offset);
    this.offset += frame.length;
    this.map.last = seq;
    this.map.size = this.offset;
    this.#dirty = true;
  }

  /** Whether the file still stands in its folder under its name. */
  get inPlace(): boolean {
    try {
      const named = statSync(this.file, { throwIfNoEntry: false });
      return named !== undefined && named.ino === fstatSync(this.fd).ino;
    } catch {
      return false;
    }
  }

  /** All records that can still be read through the open file, after its name was taken away. */
  rescue(): { seq: number; frame: Buffer }[] {
    const bytes = Buffer.alloc(this.offset);
    const have = readSync(this.fd, bytes, 0, bytes.length, 0);
    const rescued: { seq: number; frame: Buffer }[] = [];
    let at: number | undefined = this.map.places[0]?.[1];
    while (at !== undefined && at < have) {
      const payload = payloadAt(bytes, at);
      const seq = payload && seqOf(payload);
      if (payload && seq !== undefined) {
        const end = at + FRAME_PREFIX_BYTES + payload.length;
        rescued.push({ seq, frame: bytes.subarray(at, end) });
        at = end;
      } else at = nextRecord(bytes, at);
    }
    return rescued;
  }

  /** Asks the system to put what was written on the disk itself, in the background, against a loss of power. */
  sync(): void {
    if (this.#syncing || !this.#dirty || this.#closed) return;
    this.#syncing = true;
    this.#dirty = false;
    fdatasync(this.fd, () => {
      // A disk that fails shows at the next write; there is nothing to undo here.
      this.#syncing = false;
      if (this.#closed) closeSync(this.fd);
    });
  }

  /** Syncs in the background, then closes the file. */
  close(): undefined {
    if (this.#closed) return undefined;
    this.sync();
    this.#closed = true;
    if (!this.#syncing) closeSync(this.fd);
    return undefined;
  }
}

/** Writes all bytes: a nearly full disk takes a part of them before it fails. */
function writeAll(fd: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, position + done);
  }
}
