/** Texts that cannot be read by place as they are, packed or in an encoding of several bytes a sign, as a file that can. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { getDecoder } from "iconv-lite";
import type { Encoding } from "../../../preload/contract/text-encodings";
import { Unreadable } from "./file/opened";
import { PlainFile } from "./file/plain-file";

/** A file that unpacks to more is not looked at. */
const MOST_BYTES = 16 * 1024 ** 3;

/** In these a byte of a sign may look like a separator. */
const WIDE = new Set<Encoding>([
  "utf16le",
  "utf16be",
  "gbk",
  "gb18030",
  "big5",
  "shiftjis",
  "eucjp",
  "euckr",
]);

export interface Unpacked {
  readonly file: PlainFile;
  /** The encoding that the text had, where it has another one now. */
  readonly encoding: Encoding | null;
  close(): Promise<void>;
}

/** A text as it is, or what it unpacks to. @param wanted an encoding that is known @throws Unreadable, Error */
export async function unpacked(
  path: string,
  wanted: Encoding | null,
  signal: AbortSignal,
): Promise<Unpacked> {
  const file = await PlainFile.open(path);
  const steps: Transform[] = [];
  const head = await file.read(0, 4096);
  const packed = path.toLowerCase().endsWith(".gz") && head[0] === 0x1f && head[1] === 0x8b;
  if (packed) steps.push(createGunzip());
  const encoding = packed ? null : (wanted ?? wideOf(head));
  const wide = encoding !== null && WIDE.has(encoding);
  if (wide) steps.push(decoded(encoding));
  if (steps.length === 0) return { file, encoding: null, close: () => file.close() };
  await file.close();
  const folder = await mkdtemp(join(tmpdir(), "tandem-table-"));
  const drop = () => rm(folder, { recursive: true, force: true });
  try {
    const target = join(folder, "table");
    let bytes = 0;
    const limit = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done(bytes > MOST_BYTES ? new Unreadable("size") : null, chunk);
      },
    });
    const streams = [createReadStream(path), ...steps, limit, createWriteStream(target)];
    await pipeline(streams, { signal });
    const plain = await PlainFile.open(target);
    return {
      file: Object.assign(Object.create(PlainFile.prototype), plain, { path: path.replace(/\.gz$/i, "") }),
      encoding: wide ? encoding : null,
      close: async () => {
        await plain.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    const { code } = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR") throw new Unreadable("truncated", error);
    if (code === "Z_DATA_ERROR") throw new Unreadable("format", error);
    throw error;
  }
}

/** UTF-16 by its mark, or by every other byte being none. */
function wideOf(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf16be";
  const nulls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nulls;
  if (Math.max(even, odd) < head.length / 4) return null;
  return odd > even ? "utf16le" : "utf16be";
}

function decoded(encoding: Encoding): Transform {
  const decoder = getDecoder(
    encoding === "utf16le" ? "utf-16le" : encoding === "utf16be" ? "utf-16be" : encoding,
  );
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, decoder.write(chunk)),
    flush: (done) => done(null, decoder.end() ?? ""),
  });
}
