/** The head of an HDF5 file, as far as it says whether the file is whole. */
import { Unreadable } from "../file/opened";
import type { PlainFile } from "../file/plain-file";

const SIGNATURE = "\x89HDF\r\n\x1a\n";
/** A user's own bytes may stand before it; it then begins at a power of two from here on. */
const FIRST_PLACE = 512;
const LAST_PLACE = 2 ** 24;

/** @throws Unreadable: it is no HDF5, a form of before it, or its end is missing */
export async function checkSuperblock(file: PlainFile): Promise<void> {
  const begin = await file.read(0, 20);
  const text = begin.toString("latin1");
  // NetCDF's and MATLAB's older files have the same endings.
  if (text.startsWith("CDF") || text.startsWith("MATLAB 5.0") || text.startsWith("\x0e\x03\x13\x01"))
    throw new Unreadable("feature");
  for (let at = 0; at <= LAST_PLACE && at < file.size; at = at === 0 ? FIRST_PLACE : 2 * at) {
    const head = await file.read(at, 96);
    if (head.toString("latin1", 0, 8) !== SIGNATURE) continue;
    const end = endOf(head);
    if (end === undefined || end > BigInt(file.size)) throw new Unreadable("truncated");
    return;
  }
  throw new Unreadable(file.size < 8 ? "truncated" : "format");
}

/** Where the file says that it ends; undefined: its head does not reach so far. */
function endOf(head: Buffer): bigint | undefined {
  if (head.length < 64) return undefined;
  const version = head[8] ?? 0;
  const width = (version < 2 ? head[13] : head[9]) ?? 8;
  // Base, then the free space or an extension, then the end.
  const base = version < 2 ? (version === 0 ? 24 : 28) : 12;
  const number = (at: number) => (width === 8 ? head.readBigUInt64LE(at) : BigInt(head.readUInt32LE(at)));
  if (width !== 8 && width !== 4) return 0n;
  return number(base + 2 * width);
}
