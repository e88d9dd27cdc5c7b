/** Which part of an array of many dimensions is shown: for each an index, or ":" for two of them, which are rows and columns. */
import { useEffect, useState } from "react";
import { t } from "../../preload/texts/texts";
import { useStore } from "../floor/store";
import type { ViewedTable } from "./table/viewed-table";

const ALL = ":";

export function SliceFields({ table }: { readonly table: ViewedTable }) {
  const { opened } = useStore(table.state);
  const { shape, slice } = opened ?? { shape: null, slice: null };
  const shown = (slice ?? []).map((at) => (at === null ? ALL : String(at))).join(",");
  const [texts, setTexts] = useState(shown.split(","));
  useEffect(() => setTexts(shown.split(",")), [shown]);
  if (!shape || !slice) return null;
  const read = texts.map((text, at) => {
    if (text.trim() === ALL) return null;
    const index = Number(text);
    return text.trim() !== "" && Number.isInteger(index) && index >= 0 && index < (shape[at] ?? 0)
      ? index
      : undefined;
  });
  const fits = !read.includes(undefined) && read.filter((at) => at === null).length === 2;
  const apply = () => {
    if (fits) table.slice(read as (number | null)[]);
  };
  return (
    <span className="data-slice">
      [
      {shape.map((length, at) => (
        <input
          key={at}
          className="text-input"
          aria-label={t("Index in dimension {number} of {length}", { number: at, length })}
          title={t("An index from 0 to {last}, or : for all; two dimensions are shown whole.", {
            last: length - 1,
          })}
          aria-invalid={read[at] === undefined || !fits}
          value={texts[at] ?? ""}
          onChange={(event) => {
            const { value } = event.target;
            setTexts((now) => now.map((text, other) => (other === at ? value : text)));
          }}
          onBlur={apply}
          onKeyDown={(event) => {
            const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
            const index = read[at];
            if (event.key === "Enter") apply();
            else if (step !== 0 && typeof index === "number") {
              event.preventDefault();
              const next = Math.max(0, Math.min(length - 1, index + step));
              table.slice(read.map((one, other) => (other === at ? next : (one ?? null))));
            }
          }}
        />
      ))}
      ]
    </span>
  );
}
