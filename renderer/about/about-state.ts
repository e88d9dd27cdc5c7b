/** What the About dialog and the notices of updates know. */

import type { UpdateState } from "../../preload/contract/updates";
import { t } from "../../preload/texts/texts";
import { changeSettings, settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { showsAsChecked } from "../floor/commands/checked";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { createStore } from "../floor/store";

export const aboutOpen = createStore(false);
export const update = createStore<UpdateState>({ state: "idle" });

/** What a state of the update means, in a sentence; undefined where there is nothing to say. */
export function sentenceOfUpdate(now: UpdateState): string | undefined {
  switch (now.state) {
    case "off":
    case "failed":
      return now.sentence;
    case "checking":
      return t("Looking for a newer version …");
    case "current":
      return t("This is the newest version.");
    case "available":
      return t("Tandem {version} is available.", { version: now.version });
    case "downloading":
      return t("Fetching Tandem {version}: {percent} % …", { version: now.version, percent: now.percent });
    case "ready":
      return t("Tandem {version} is fetched. It is put in place when Tandem is closed; kernels run on.", {
        version: now.version,
      });
    case "idle":
      return undefined;
  }
}

/** Registers the commands and follows the update; returns a function that ends both. */
export function startAbout(): () => void {
  showsAsChecked("settings.checkForUpdates", () => settings.get().checkForUpdates);
  addToMenu("settings", 600, "settings.checkForUpdates");
  addToMenu("help", 200, "help.checkForUpdates", "help.about");
  const commands = registerCommands(
    { id: "help.about", title: t("About Tandem"), run: () => aboutOpen.set(true) },
    {
      id: "help.checkForUpdates",
      title: t("Check for updates"),
      run: async () => {
        aboutOpen.set(true);
        await tandem.request("update.check");
      },
    },
    {
      id: "settings.checkForUpdates",
      title: t("Look for updates once a day"),
      run: () => changeSettings({ checkForUpdates: !settings.get().checkForUpdates }),
    },
  );
  const events = tandem.on("update.changed", (now) => {
    update.set(now);
    if (now.state === "available" && !aboutOpen.get()) {
      const show = { label: t("Show"), run: () => aboutOpen.set(true) };
      notify({
        level: "info",
        sentence: t("Tandem {version} is available.", { version: now.version }),
        actions: [show],
      });
    }
  });
  void tandem.request("update.state").then(
    (now) => update.set(now),
    () => {}, // a window that is just closing
  );
  return () => {
    commands();
    events();
  };
}
