/** The head of a column: its name, by which it is sorted, its type with one fact, and how its values are spread. */
import type { ColumnSummary, DataColumn, DataView } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import { Icon } from "../floor/look/icons";
import { placeBelow } from "../floor/menus/context-menu";
import type { MenuPlace } from "../floor/menus/popup-menu";
import type { ViewedTable } from "./table/viewed-table";

export interface ColumnHeadProps {
  readonly table: ViewedTable;
  readonly column: number;
  readonly view: DataView;
  /** Opens the column's menu. */
  readonly menu: (at: MenuPlace) => void;
}

export function ColumnHead({ table, column, view, menu }: ColumnHeadProps) {
  const description = table.columns.get(column);
  const found = table.summaries.get(column);
  const summary = typeof found === "object" ? found : undefined;
  const at = view.sort.findIndex((key) => key.column === column);
  const key = view.sort[at];
  const name = description?.name ?? "";
  const fact = summary && description ? factOf(summary, description) : "";
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="column-name"
        title={t("{name}: click to sort, with Shift to sort by it as well", { name })}
        onClick={(event) => table.sortBy(column, event.shiftKey)}
      >
        <span className="column-words">{name}</span>
        {key ? (
          <span className="column-sort" aria-hidden="true">
            {key.descending ? "↓" : "↑"}
            {view.sort.length > 1 ? at + 1 : ""}
          </span>
        ) : null}
      </button>
      <span className="column-about" title={summary ? summaryWords(summary) : undefined}>
        <span className="column-type">{description?.type ?? ""}</span>
        {fact ? ` · ${fact}` : ""}
      </span>
      <Bars summary={summary} />
      <button
        type="button"
        tabIndex={-1}
        className="column-menu"
        aria-label={t("Menu of this column")}
        aria-haspopup="menu"
        onClick={(event) => menu(placeBelow(event.currentTarget))}
      >
        <Icon name="chevronDown" size={12} />
      </button>
    </>
  );
}

const BARS_HEIGHT = 20;

function Bars({ summary }: { readonly summary: ColumnSummary | undefined }) {
  const counts = summary?.bars?.counts ?? [];
  const most = Math.max(1, ...counts);
  return (
    <svg
      className="column-bars"
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, counts.length)} ${BARS_HEIGHT}`}
      preserveAspectRatio="none"
    >
      {counts.map((count, at) => {
        const height = count === 0 ? 0 : Math.max(0.7, (count / most) * BARS_HEIGHT);
        return <rect key={at} x={at + 0.06} width={0.88} y={BARS_HEIGHT - height} height={height} />;
      })}
    </svg>
  );
}

/** What is told first of a column. */
function factOf(summary: ColumnSummary, { kind }: DataColumn): string {
  const { missing, distinct, facts } = summary;
  if (missing > 0) return t("{count} missing", { count: missing });
  const mean = facts.find((fact) => fact.name === "mean");
  if (kind === "number" && mean) return t("mean {value}", { value: mean.text });
  return distinct === null ? "" : t("{count} distinct", { count: distinct });
}

const FACTS: Readonly<Record<string, (value: string) => string>> = {
  min: (value) => t("Minimum: {value}", { value }),
  q25: (value) => t("First quartile: {value}", { value }),
  median: (value) => t("Median: {value}", { value }),
  q75: (value) => t("Third quartile: {value}", { value }),
  max: (value) => t("Maximum: {value}", { value }),
  mean: (value) => t("Mean: {value}", { value }),
  std: (value) => t("Standard deviation: {value}", { value }),
};

/** All of it, a line for each. */
export function summaryWords({ seen, rows, missing, distinct, facts, top }: ColumnSummary): string {
  return [
    ...(seen < rows ? [t("Of {seen} evenly spread rows of {rows}:", { seen, rows })] : []),
    t("{count} missing", { count: missing }),
    ...(distinct === null ? [] : [t("{count} distinct", { count: distinct })]),
    ...facts.map(({ name, text }) => FACTS[name]?.(text) ?? text),
    ...(distinct !== null && distinct <= 1000 ? top.map(({ text, count }) => `${text}  ×${count}`) : []),
  ].join("\n");
}
