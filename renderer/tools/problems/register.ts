import { t } from "../../../preload/texts/texts";
import { addStatusItem } from "../../floor/status-items";
import { registerTool } from "../../floor/tools/tools";
import { ProblemCount } from "./problem-count";
import { Problems } from "./problems";

/** The id of the tool. */
export const PROBLEMS = "Problems";

export function registerProblemsTool(): void {
  registerTool({ id: PROBLEMS, title: t("Problems"), command: "tools.problems", View: Problems });
  addStatusItem(ProblemCount);
}
