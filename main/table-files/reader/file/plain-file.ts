/** A file that is open for reading by place. It stays readable when it is removed or replaced at its path. */
import { type FileHandle, open } from "node:fs/promises";

export class PlainFile {
  private constructor(
    readonly path: string,
    readonly handle: FileHandle,
    /** In bytes, when it was opened. */
    readonly size: number,
    /** Names this state of it. */
    readonly stamp: string,
  ) {}

  /** @throws Error of Node's; "EISDIR" for what is no regular file */
  static async open(path: string): Promise<PlainFile> {
    const handle = await open(path, "r");
    const found = await handle.stat({ bigint: true });
    if (!found.isFile()) {
      await handle.close();
      throw Object.assign(new Error("not a regular file"), { code: "EISDIR" });
    }
    return new PlainFile(path, handle, Number(found.size), stampOf(found));
  }

  /** Bytes from a place on; fewer where the file ends. */
  async read(from: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - from));
    const bytes = Buffer.allocUnsafe(wanted);
    let have = 0;
    while (have < wanted) {
      const { bytesRead } = await this.handle.read(bytes, have, wanted - have, from + have);
      if (bytesRead === 0) break;
      have += bytesRead;
    }
    return bytes.subarray(0, have);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

export function stampOf(found: { mtimeNs: bigint; size: bigint; ino: bigint }): string {
  return `${found.mtimeNs}-${found.size}-${found.ino}`;
}
