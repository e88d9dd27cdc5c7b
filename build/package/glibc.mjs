/** Which C library a Linux program needs. */
import { open, readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Programs and libraries of the app for the machine itself. @param {string} folder @returns {Promise<string[]>} paths */
export async function nativeFiles(folder) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const looksNative = !path.extname(entry.name) || /\.(so(\.\d+)*|node)$/.test(entry.name);
    if (entry.isFile() && looksNative && (await isElf(file))) found.push(file);
  }
  return found.sort();
}

/** @param {string} file */
async function isElf(file) {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1") === "\x7fELF";
  } finally {
    await handle.close();
  }
}

/**
 * The newest version of glibc's symbols that any program in a folder names.
 * @param {string} folder @returns {Promise<number>} the second number: 28 for glibc 2.28
 */
export async function glibcMinorOf(folder) {
  let newest = 0;
  for (const file of await nativeFiles(folder)) newest = Math.max(newest, glibcMinorIn(await readFile(file)));
  return newest;
}

/** @param {Buffer} program */
export function glibcMinorIn(program) {
  const MARK = "GLIBC_2.";
  let newest = 0;
  for (let at = program.indexOf(MARK); at !== -1; at = program.indexOf(MARK, at + 1)) {
    const number = /^\d+/.exec(program.toString("latin1", at + MARK.length, at + MARK.length + 4))?.[0];
    newest = Math.max(newest, Number(number ?? 0));
  }
  return newest;
}
