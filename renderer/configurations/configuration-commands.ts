/** Commands of shell configurations: their page, and one command for each that starts a shell with it. */

import { t } from "../../preload/texts/texts";
import { shellFolder } from "../code/shell-folder";
import { registerCommands } from "../floor/commands/commands";
import { setShown } from "../floor/layout-state";
import { addToMenu } from "../floor/menus/menu";
import { configurations, startConfiguration } from "../kernels/shell-configurations";
import { chooserOpen } from "../shell/pane/pane-state";
import { configurationsPage } from "./page-state";

/** So many are in the menu; all of them are in the list of kernels and in the palette. */
const IN_MENU = 12;

/** Registers them, and anew whenever there are others; returns a function that takes them back. */
export function registerConfigurationCommands(): () => void {
  addToMenu("shell", 110, "shell.choose");
  addToMenu("shell", 200, ...Array.from({ length: IN_MENU }, (_one, i) => `configuration.${i + 1}`));
  addToMenu("shell", 250, "configurations.edit");
  let takeBack = () => {};
  const register = () => {
    takeBack();
    takeBack = registerCommands(
      ...configurations.get().configurations.map(({ id, name }, i) => ({
        id: `configuration.${i + 1}`,
        title: t("New shell: {name}", { name }),
        run: async () => {
          await startConfiguration(id, shellFolder());
        },
      })),
    );
  };
  register();
  const stop = configurations.subscribe(register);
  const takeBackFixed = registerCommands(
    {
      id: "configurations.edit",
      title: t("Edit shell configurations…"),
      run: (argument) => configurationsPage.set({ id: typeof argument === "string" ? argument : null }),
    },
    {
      id: "shell.choose",
      title: t("New shell with another kernel…"),
      run: () => {
        setShown("shells", true);
        chooserOpen.set(true);
      },
    },
  );
  return () => {
    stop();
    takeBack();
    takeBackFixed();
  };
}
