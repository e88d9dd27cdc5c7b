/** How many errors and warnings the open files have, in the status bar. Nothing while there are none. */
import { t } from "../../../preload/texts/texts";
import { problems } from "../../code/problems";
import { runCommand } from "../../floor/commands/commands";
import { useStore } from "../../floor/store";

export function ProblemCount() {
  const { errors, warnings } = useStore(problems);
  if (errors + warnings === 0) return null;
  const words = [
    errors > 0 ? t("{count} errors", { count: errors }) : "",
    warnings > 0 ? t("{count} warnings", { count: warnings }) : "",
  ];
  return (
    <button
      type="button"
      className="problem-count"
      data-command="tools.problems"
      title={t("Show the problems")}
      onClick={() => void runCommand("tools.problems")}
    >
      {words.filter(Boolean).join(", ")}
    </button>
  );
}
