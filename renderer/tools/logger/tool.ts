import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { Logger } from "./logger";
import "./keys";

export const loggerTool: Tool = {
  id: "Logger",
  title: t("Logger"),
  command: "tools.logger",
  icon: "logger",
  View: Logger,
};
