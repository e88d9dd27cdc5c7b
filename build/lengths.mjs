/** The length of files: small modules with one job (CONTRIBUTING.md). */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { repository } from "./setup/places.mjs";

/** Lines that a file may have at the most. */
export const MOST_LINES = 500;

const CODE = /\.(?:[cm]?[jt]sx?|py|css|sh)$/;
/** Written by programs. */
const MADE = /-parser(?:\.terms)?\.ts$/;

/**
 * The files that are too long, with their lines.
 * @param {readonly string[]} files from the repository's root
 * @param {(file: string) => Promise<string>} read
 */
export async function tooLong(files, read) {
  const lengths = await Promise.all(
    files
      .filter((file) => CODE.test(file) && !MADE.test(file))
      .map(async (file) => ({ file, lines: (await read(file)).trimEnd().split("\n").length })),
  );
  return lengths.filter(({ file, lines }) => lines > MOST_LINES);
}

/** Says which files are too long. @returns {Promise<boolean>} whether none is */
export async function checkLengths() {
  const { stdout } = await promisify(execFile)(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z"],
    { cwd: repository, maxBuffer: 2 ** 26 },
  );
  const read = (/** @type {string} */ file) => readFile(path.join(repository, file), "utf8").catch(() => "");
  const found = await tooLong(stdout.split("\0").filter(Boolean), read);
  for (const { file, lines } of found)
    console.error(`${file} has ${lines} lines, more than ${MOST_LINES}: split it by what its parts do.`);
  return found.length === 0;
}
