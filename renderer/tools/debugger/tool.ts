import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { Debugger } from "./debugger";
import { AddWatch } from "./watch";
import "./keys";

export const debuggerTool: Tool = {
  id: "Debugger",
  title: t("Debugger"),
  command: "tools.debugger",
  icon: "bug",
  place: "right",
  View: Debugger,
  Actions: AddWatch,
};
