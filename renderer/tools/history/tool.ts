import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { History } from "./history";
import { HistoryCount } from "./history-count";
import "./keys";

export const historyTool: Tool = {
  id: "History",
  title: t("History"),
  command: "tools.history",
  icon: "clock",
  place: "below",
  View: History,
  Actions: HistoryCount,
};
