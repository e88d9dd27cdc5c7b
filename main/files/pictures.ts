/** Pictures that a notebook names by their path. */
import { open } from "node:fs/promises";

/** Largest that is read, in bytes. */
const LARGEST = 20_000_000;

const TYPES: readonly (readonly [type: string, begins: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
];

/** @returns the bytes of a picture of pixels, in base64, with its type by how it begins; null for any other file, and for none */
export async function readPicture(path: string): Promise<{ type: string; data: string } | null> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return null;
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size > LARGEST) return null;
    const bytes = await file.readFile();
    const begin = bytes.subarray(0, 12).toString("latin1");
    const type = TYPES.find(([, begins]) => begins.test(begin))?.[0];
    return type === undefined ? null : { type, data: bytes.toString("base64") };
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
