import { t } from "../../../preload/texts/texts";
import { showTool } from "../../floor/layout-state";
import { addToMenu } from "../../floor/menus/menu";
import type { Tool } from "../../floor/tools/tools";
import { InteractiveHelp } from "./interactive-help";
import { askAtKeyboard } from "./place";
import "./keys";

export const helpTool: Tool = {
  id: "Interactive help",
  title: t("Interactive help"),
  command: "tools.help",
  icon: "help",
  place: "right",
  View: InteractiveHelp,
  commands: [
    {
      id: "help.name",
      title: t("Help on the name at the cursor"),
      run: async () => {
        // The keyboard stays where somebody writes: the tool's own command brings it there.
        showTool(helpTool.id);
        await askAtKeyboard();
      },
    },
  ],
  start: () => addToMenu("edit", 570, "help.name"),
};
