/** The open folder is a folder: not a file, however its path came here (a dialog, what was remembered, another program). */
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";

async function correct(): Promise<void> {
  const given = openFolder.get();
  if (given === null) return;
  const real = await tandem.request("files.nearestFolder", { path: given });
  if (openFolder.get() === given && real !== given) openFolder.set(real);
}

/** From now on, where a file stands at the open folder's path, the folder that holds it is open instead. */
export function keepFolderReal(): void {
  const later = () => void correct().catch((error: unknown) => console.error("the open folder:", error));
  openFolder.subscribe(later);
  tandem.on("files.folderChanged", later);
  later();
}
