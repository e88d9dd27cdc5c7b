/** Checksums of the packages, and a list of them to read. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** @param {string} file @returns {Promise<string>} SHA-256 in hexadecimal digits */
export async function sha256(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/**
 * Writes SHA256SUMS, as `sha256sum --check` reads it, beside the files.
 * @param {string} folder @param {string[]} files all in that folder
 * @returns {Promise<string>} a table of name, size and SHA-256
 */
export async function writeChecksums(folder, files) {
  const rows = [];
  for (const file of [...files].sort()) {
    rows.push({
      name: path.basename(file),
      size: megabytes((await stat(file)).size),
      sum: await sha256(file),
    });
  }
  const sums = rows.map(({ name, sum }) => `${sum}  ${name}\n`).join("");
  await writeFile(path.join(folder, "SHA256SUMS"), sums);
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, size, sum }) => `${name.padEnd(width)}  ${size.padStart(9)}  ${sum}`).join("\n");
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
