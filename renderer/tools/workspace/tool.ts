import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { Workspace } from "./workspace";
import "./keys";

export const workspaceTool: Tool = {
  id: "Workspace",
  title: t("Workspace"),
  command: "tools.workspace",
  icon: "table",
  place: "right",
  View: Workspace,
};
