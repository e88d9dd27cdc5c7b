import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { Timeline } from "./timeline";

export const timelineTool: Tool = {
  id: "Timeline",
  title: t("Timeline"),
  command: "tools.timeline",
  icon: "restart",
  place: "left",
  View: Timeline,
};
