import { t } from "../../../preload/texts/texts";
import { addFileTaker } from "../../floor/dropped-files";
import type { Tool } from "../../floor/tools/tools";
import { leadBack } from "./lead-back";
import { Plots } from "./plots";
import { PlotsCount } from "./plots-count";
import "./keys";

export const plotsTool: Tool = {
  id: "Plots",
  title: t("Plots"),
  command: "tools.plots",
  icon: "picture",
  place: "right",
  View: Plots,
  Actions: PlotsCount,
  start: () => addFileTaker(leadBack),
};
