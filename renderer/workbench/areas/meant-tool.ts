/** The tool that the commands about tools mean: the one that had the keyboard last. */
import { layout } from "../../floor/layout-state";
import { AREAS, areaOf, shownTools } from "../../floor/tool-areas";
import { allTools, lastUsedTool, type Tool } from "../../floor/tools/tools";

/**
 * The tool of that id, or else the one used last, or one that is in front; undefined when it, or all, are closed.
 * @param argument of the command
 */
export function meantTool(argument: unknown): Tool | undefined {
  const { tools } = layout.get();
  const openTool = (wanted: string | null) =>
    allTools().find(({ id }) => id === wanted && areaOf(tools, id) !== undefined);
  if (typeof argument === "string") return openTool(argument);
  return (
    openTool(lastUsedTool()) ?? AREAS.map((area) => shownTools(tools[area], allTools()).front).find(Boolean)
  );
}
