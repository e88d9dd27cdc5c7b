/** What is kept of the end of a session's processes, in one file to be read: last words, and where the whole is. */
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import { t } from "../../../preload/texts/texts";
import type { SessionFolder } from "./session-folder";

/** The end of each file that is shown, in bytes. */
const SHOWN_BYTES = 256 * 1024;
/** Only this user may read what a kernel has said. */
const PRIVATE = { mode: 0o600 };

/**
 * Writes it into the session's folder; a report of before is replaced.
 * @param happened what is known of how the kernel ended
 * @returns the file's path
 * @throws NodeJS.ErrnoException when it cannot be written
 */
export async function writeReport(folder: SessionFolder, happened: string): Promise<string> {
  const launch = await folder.launch();
  const files: readonly (readonly [title: string, file: string])[] = [
    [t("What the kernel’s process wrote to stderr"), join(folder.path, "raw-stderr")],
    [t("What the kernel’s process wrote to stdout"), join(folder.path, "raw-stdout")],
    [t("The log of the kernel-host, which watches over the kernel"), folder.hostLog],
  ];
  const parts = await Promise.all(files.map(([title, file]) => partOf(title, file)));
  const head = [
    launch?.name ?? folder.session,
    ...(happened === "" ? [] : [happened]),
    t("Everything of this session is kept in {folder}", { folder: folder.path }),
  ];
  const report = join(folder.path, "report.log");
  await writeAtomically(report, `${[head.join("\n"), ...parts].join("\n\n")}\n`, PRIVATE);
  return report;
}

async function partOf(title: string, file: string): Promise<string> {
  const head = `== ${title}\n   ${file}`;
  try {
    const { size } = await stat(file);
    const from = Math.max(0, size - SHOWN_BYTES);
    const text = await readFrom(file, from, size - from);
    if (text.trim() === "") return `${head}\n\n${t("Nothing.")}`;
    const cut = from > 0 ? `${t("Its beginning is left out here.")}\n` : "";
    return `${head}\n\n${cut}${text.trimEnd()}`;
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code !== "ENOENT";
    return `${head}\n\n${isThere ? (error as Error).message : t("Nothing.")}`;
  }
}

async function readFrom(file: string, from: number, length: number): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await handle.close();
  }
}
