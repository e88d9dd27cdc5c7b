/** Writes a table that is read here to a file: beside its place first, there once it is whole. */
import { link, open, realpath, rename, rm, stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { temporaryBeside } from "../../../../kernel-host/door/atomic-write";
import type { ExportFormat } from "../../../../preload/contract/data";
import { Cannot } from "../../../../preload/tables/readable";
import { writeCsv } from "./csv";
import { type Exported, rowCount } from "./exported";
import { writeNpy } from "./npy";
import { writeParquet } from "./parquet";

const WRITERS = { csv: writeCsv, parquet: writeParquet, npy: writeNpy };

/**
 * Returns the rows that were written.
 * @param replace in place of a file that is there
 * @throws Cannot "exists", "file" (with the reason), "type", "size"; DOMException "AbortError": nothing is left
 */
export async function exportFile(
  exported: Exported,
  {
    format,
    file,
    replace,
  }: { readonly format: ExportFormat; readonly file: string; readonly replace: boolean },
): Promise<number> {
  if (!isAbsolute(file)) throw new Cannot("file", "ENOENT");
  try {
    if (!replace && (await stat(file).catch(() => undefined))) throw new Cannot("exists");
    // A link stays one: what it leads to is written.
    const place = await realpath(file).catch(() => file);
    const fresh = temporaryBeside(place);
    try {
      const handle = await open(fresh, "wx");
      try {
        await WRITERS[format](handle, exported);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await put(fresh, place, replace);
    } finally {
      await rm(fresh, { force: true });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && !replace) throw new Cannot("exists");
    throw typeof code === "string" && /^E[A-Z]+$/.test(code) ? new Cannot("file", code) : error;
  }
  return rowCount(exported);
}

async function put(fresh: string, place: string, replace: boolean): Promise<void> {
  if (replace) {
    await rename(fresh, place);
    return;
  }
  try {
    await link(fresh, place);
  } catch (error) {
    // Where files have no links.
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
    if (await stat(place).catch(() => undefined)) throw new Cannot("exists");
    await rename(fresh, place);
  }
}
