import { open } from "node:fs/promises";

/** Has the disk keep a folder's entries: a rename may else be undone by a power cut. Where that cannot be, nothing. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
