/** Archives of NumPy arrays: stored ones are read by place, packed ones from a file that they are unpacked into. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { unawaited } from "../../../floor/failures";
import { type OpenFormat, openedArray, Unreadable } from "../file/opened";
import { PlainFile } from "../file/plain-file";
import { type Bytes, NpyTable } from "./npy-table";

const MOST_ENTRIES = 1000;
/** An array that unpacks to more is not looked at, in bytes. */
const MOST_UNPACKED = 8 * 1024 ** 3;
const STORED = 0;
const LOCAL_HEADER = 30;

export const openNpz: OpenFormat = async (file, options, signal) => {
  const zip = await openPromise(file.path, { autoClose: false }).catch((error: unknown) => {
    throw new Unreadable(/end of central/i.test(String(error)) ? "truncated" : "format", error);
  });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith(".npy")) entries.set(entry.fileName.slice(0, -4).slice(0, 2000), entry);
      if (entries.size >= MOST_ENTRIES) break;
    }
    const part = options.part !== null && entries.has(options.part) ? options.part : [...entries.keys()][0];
    const entry = part === undefined ? undefined : entries.get(part);
    if (!entry || part === undefined) throw new Unreadable("empty");
    const { bytes, close } = await bytesOf(zip, entry, file, signal);
    const table = await NpyTable.of(bytes).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return {
      ...openedArray(table, [...entries.keys()], part),
      close: () => unawaited("closing an archive of arrays", close()),
    };
  } finally {
    zip.close();
  }
};

async function bytesOf(
  zip: ZipFile,
  entry: Entry,
  file: PlainFile,
  signal: AbortSignal,
): Promise<{ readonly bytes: Bytes; close(): Promise<void> }> {
  if (entry.compressionMethod === STORED) {
    const head = await file.read(entry.relativeOffsetOfLocalHeader, LOCAL_HEADER);
    if (head.length < LOCAL_HEADER) throw new Unreadable("truncated");
    const begin =
      entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + head.readUInt16LE(26) + head.readUInt16LE(28);
    const size = entry.uncompressedSize;
    const bytes: Bytes = {
      size: Math.min(size, file.size - begin),
      read: (from, length) => file.read(begin + from, Math.max(0, Math.min(length, size - from))),
    };
    return { bytes, close: async () => {} };
  }
  if (entry.uncompressedSize > MOST_UNPACKED) throw new Unreadable("size");
  const folder = await mkdtemp(join(tmpdir(), "tandem-table-"));
  const drop = () => rm(folder, { recursive: true, force: true });
  try {
    const target = join(folder, "array");
    // yauzl itself sees to it that no more comes than the archive says.
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target), { signal });
    const plain = await PlainFile.open(target);
    return {
      bytes: plain,
      close: async () => {
        await plain.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw new Unreadable("format", error);
  }
}
