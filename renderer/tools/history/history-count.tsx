/** At the right end of the tool's bar: how many inputs are listed. */
import { t } from "../../../preload/texts/texts";
import { useStore } from "../../floor/store";
import { found } from "./history-state";

export function HistoryCount() {
  const now = useStore(found);
  if (!now) return null;
  const { found: fitting, all } = now;
  return (
    <span className="tool-said">
      {fitting === all
        ? t("{count} inputs", { count: all })
        : t("{count} of {all} inputs", { count: fitting, all })}
    </span>
  );
}
