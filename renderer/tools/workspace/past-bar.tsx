/** The bar of the past: as of which input the variables are shown, and what they are compared with. */
import type { PastEntry } from "../../../preload/contract/variables";
import { t } from "../../../preload/texts/texts";
import { hourAndMinute } from "../../floor/time/time-of-day";
import { nameOf } from "./past";

export interface PastBarProps {
  /** Oldest first. */
  readonly entries: readonly PastEntry[];
  /** Of the snapshot that is shown; null: the present. */
  readonly shown: number | null;
  readonly show: (seq: number | null) => void;
  /** Of the snapshot that it is compared with; null: with none. */
  readonly compared: number | null;
  readonly compare: (seq: number | null) => void;
  /** There is a kernel, and so a present. */
  readonly live: boolean;
}

export function PastBar({ entries, shown, show, compared, compare, live }: PastBarProps) {
  if (entries.length === 0)
    return (
      <div className="tool-bar">
        <span className="workspace-as-of">{t("No run has changed a variable yet.")}</span>
      </div>
    );
  const several = new Set(entries.map(({ life }) => life)).size > 1;
  const last = live ? entries.length : entries.length - 1;
  const found = entries.findIndex(({ seq }) => seq === shown);
  const at = shown === null || found < 0 ? last : found;
  const entry = entries[at];
  const words = entry ? `${nameOf(entry, several)} · ${hourAndMinute(entry.time)}` : t("now");
  return (
    <div className="tool-bar workspace-past">
      <label className="workspace-slider">
        <span>{t("As of")}</span>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-valuetext={words}
          onChange={(event) => show(entries[Number(event.target.value)]?.seq ?? null)}
        />
      </label>
      <span className="workspace-moment">{words}</span>
      <select
        className="text-input workspace-kinds"
        aria-label={t("Compare with")}
        value={compared ?? ""}
        onChange={(event) => compare(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("Compare with…")}</option>
        {entries.toReversed().map((other) => (
          <option key={other.seq} value={other.seq}>
            {`${nameOf(other, several)}, ${hourAndMinute(other.time)}`}
          </option>
        ))}
      </select>
    </div>
  );
}
