import { t } from "../../../preload/texts/texts";
import { addStatusItem } from "../../floor/status-items";
import type { Tool } from "../../floor/tools/tools";
import { ProblemCount } from "./problem-count";
import { Problems } from "./problems";
import "./keys";

export const problemsTool: Tool = {
  id: "Problems",
  title: t("Problems"),
  command: "tools.problems",
  icon: "warning",
  place: "below",
  View: Problems,
  start: () => addStatusItem(ProblemCount),
};
