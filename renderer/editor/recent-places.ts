/** Files and folders that were open lately, in any window: kept by main, opened again from a list. */
import type { RecentPlace } from "../../preload/contract/files";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { registerCommands } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import { addToMenu } from "../floor/menus/menu";
import { openPalette } from "../floor/palette-state";
import { createStore } from "../floor/store";

/** As they were when the list was asked for; the newest first. */
export const recentPlaces = createStore<readonly RecentPlace[]>([]);

const note = (place: RecentPlace | null) =>
  unawaited("noting what was open", tandem.request("app.noteRecent", place));

/** Notes what comes in front from now on, and adds the commands. Called once, at start. */
export function registerRecentPlaces(): void {
  const noteFile = () => {
    const path = activeDocument.get()?.file.get().path;
    if (path) note({ kind: "file", path });
  };
  const noteFolder = () => {
    const path = openFolder.get();
    if (path !== null) note({ kind: "folder", path });
  };
  activeDocument.subscribe(noteFile);
  openFolder.subscribe(noteFolder);
  // The window has had its folder since before.
  noteFolder();
  registerCommands(
    {
      id: "file.openRecent",
      title: t("Open recent…"),
      run: async () => {
        recentPlaces.set(await tandem.request("app.recent"));
        openPalette.set("recent");
      },
    },
    {
      id: "file.forgetRecent",
      title: t("Forget recently opened files and folders"),
      run: () => note(null),
    },
  );
  addToMenu("file", 135, "file.openRecent");
}
