/** Says how far work on the whole log is, and takes it back. */
import { t } from "../../../preload/texts/texts";
import { Bar, BarButton } from "../../floor/bar";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { type WholeLogTask, wholeLogTask } from "./whole-log-task";

export function WholeLogBar({ shell }: { readonly shell: ShellModel }) {
  const task = useStore(wholeLogTask(shell));
  return task ? <Shown task={task} /> : null;
}

function Shown({ task }: { readonly task: WholeLogTask }) {
  const shown = useStore(task.shown);
  const share = useStore(task.share);
  if (!shown) return null;
  const percent = Math.floor(share * 100);
  return (
    <Bar actions={<BarButton run={task.cancel}>{t("Cancel")}</BarButton>}>
      {task.title}: <progress aria-label={task.title} max={100} value={percent} /> {percent} %
    </Bar>
  );
}
