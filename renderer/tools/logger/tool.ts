import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { LOGGER } from "./following";
import { Logger } from "./logger";
import "./keys";

export const loggerTool: Tool = {
  id: LOGGER,
  title: t("Logger"),
  command: "tools.logger",
  icon: "logger",
  place: "below",
  View: Logger,
};
