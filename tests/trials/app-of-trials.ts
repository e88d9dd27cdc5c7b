/** The real app in a profile of its own, for trials: without system dialogs, which nobody would answer. */
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Tandem, WITH_PROBLEMS } from "../e2e/app";
import { idle, STARTS } from "../e2e/shells";

/**
 * Starts the app, hands it over when its first kernel is idle, and ends it.
 * @param badEnd told why the app did not end as it should: it hung, or left processes behind, which are killed then
 */
export async function withApp<T>(
  env: Readonly<Record<string, string>>,
  use: (tandem: Tandem) => Promise<T>,
  badEnd: (words: string) => void,
): Promise<T> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "tandem-trials-")));
  const [work, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [work, home]) await mkdir(folder);
  const tandem = new Tandem(work, profile, home);
  try {
    await open(tandem, env);
    await idle(tandem);
    const result = await use(tandem);
    await tandem.end().catch((error: Error) => badEnd(error.message));
    return result;
  } finally {
    await tandem.clear();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the app, also for another time, and takes the system's dialogs from it. */
export async function open(tandem: Tandem, env: Readonly<Record<string, string>>): Promise<void> {
  await tandem.start({ settings: { ...STARTS, ...WITH_PROBLEMS, onQuit: "shutDown" }, env });
  await tandem.electron.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: "" });
  });
}
