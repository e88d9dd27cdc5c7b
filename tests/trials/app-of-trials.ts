/** The real app in a profile of its own, for trials: without system dialogs, which nobody would answer. */
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Tandem } from "../e2e/app";
import { idle, STARTS } from "../e2e/shells";

/** Starts the app, hands it over when its first kernel is idle, and ends it. */
export async function withApp<T>(env: Readonly<Record<string, string>>, use: (tandem: Tandem) => Promise<T>) {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "tandem-trials-")));
  const [work, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [work, home]) await mkdir(folder);
  const tandem = new Tandem(work, profile, home);
  try {
    await tandem.start({ settings: { ...STARTS, onQuit: "shutDown" }, env });
    await tandem.electron.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
      dialog.showSaveDialog = async () => ({ canceled: true, filePath: "" });
    });
    await idle(tandem);
    return await use(tandem);
  } finally {
    await tandem.end().catch(() => {});
    await tandem.clear();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}
