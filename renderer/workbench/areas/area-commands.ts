/** The commands that move and close tools. */
import { t } from "../../../preload/texts/texts";
import { focusEditor } from "../../code/instance";
import { type Command, registerCommands } from "../../floor/commands/commands";
import { hideTool, layout, putTool, setShown } from "../../floor/layout-state";
import { addToMenu } from "../../floor/menus/menu";
import { type Area, areaOf, closeTool, shownTools } from "../../floor/tool-areas";
import { allTools, focusTabAfter, goToTool } from "../../floor/tools/tools";
import { meantTool } from "./meant-tool";
import "./keys";

/** The commands in the order of their menus; each means the tool whose id it is given, or the one last used. */
export const AREA_COMMANDS = ["tools.moveLeft", "tools.moveRight", "tools.moveBelow", "tools.close"] as const;

function moveCommand(id: (typeof AREA_COMMANDS)[number], title: string, to: Area): Command {
  return {
    id,
    title,
    available: (argument) => {
      const tool = meantTool(argument);
      return tool !== undefined && areaOf(layout.get().tools, tool.id) !== to;
    },
    run: (argument) => {
      const tool = meantTool(argument);
      if (!tool) return;
      focusTabAfter(tool.id, () => {
        setShown("tools", true);
        putTool(tool.id, to);
      });
    },
  };
}

/** Closes a tool; the keyboard goes to the tab in front of its area, or else to the editor. */
function close(argument: unknown): void {
  const tool = meantTool(argument);
  const area = tool && areaOf(layout.get().tools, tool.id);
  if (!tool || !area) return;
  const { front } = shownTools(closeTool(layout.get().tools, tool.id)[area], allTools());
  const hide = () => hideTool(tool.id);
  if (front) focusTabAfter(front.id, hide);
  else {
    hide();
    focusEditor();
  }
}

/** To the tool used last; from a tool to the one in front of the next area. */
function goToTools(): void {
  const here = document.activeElement?.closest<HTMLElement>("[data-area]")?.dataset.area;
  const { tools } = layout.get();
  const areas = ["left", "below", "right"] as const;
  const at = areas.findIndex((area) => area === here);
  const fronts = [...areas.slice(at + 1), ...areas.slice(0, at + 1)].flatMap((area) => {
    return shownTools(tools[area], allTools()).front ?? [];
  });
  const tool = at < 0 ? meantTool(undefined) : fronts[0];
  if (tool) goToTool(tool.id);
  else setShown("tools", true);
}

/** Adds them, with their entries in the menu Tools. Called once, at start. */
export function registerAreaCommands(): void {
  registerCommands(
    moveCommand("tools.moveLeft", t("Move tool to the left"), "left"),
    moveCommand("tools.moveRight", t("Move tool to the right"), "right"),
    moveCommand("tools.moveBelow", t("Move tool below the shells"), "below"),
    {
      id: "tools.close",
      title: t("Close tool"),
      run: close,
      available: (argument) => meantTool(argument) !== undefined,
    },
    { id: "focus.tools", title: t("Go to tools"), run: goToTools },
  );
  addToMenu("tools", 900, ...AREA_COMMANDS);
  addToMenu("view", 200, "focus.tools");
}
