import { t } from "../../../preload/texts/texts";
import { addToMenu } from "../../floor/menus/menu";
import { goToTool, type Tool } from "../../floor/tools/tools";
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
        // Before the keyboard goes to the tool.
        const asked = askAtKeyboard();
        goToTool(helpTool.id);
        await asked;
      },
    },
  ],
  start: () => addToMenu("edit", 570, "help.name"),
};
