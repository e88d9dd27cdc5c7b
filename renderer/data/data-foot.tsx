/** The line below a data viewer's grid: which rows are shown in which order, what is worked on, and what the table is of. */
import { t } from "../../preload/texts/texts";
import { useStore } from "../floor/store";
import { Shape } from "./data-bar";
import type { DataViewer } from "./viewer";

export function DataFoot({ viewer }: { readonly viewer: DataViewer }) {
  const { table, source } = viewer;
  const { working } = useStore(table.state);
  useStore(table.drawn);
  const { words, part } = useStore(source.state);
  const exporting = useStore(viewer.exporting);
  const frozen = useStore(table.frozen);
  const order = orderWords(viewer);
  return (
    <div className="data-foot">
      <Shape viewer={viewer} />
      <span className="data-order" role="status" title={order || undefined}>
        {working ? t("Sorting and filtering…") : order}
      </span>
      {working ? (
        <button type="button" className="button" onClick={() => table.cancel()}>
          {t("Cancel")}
        </button>
      ) : null}
      {exporting ? (
        <>
          <span role="status">{t("Writing {name}…", { name: exporting.name })}</span>
          <progress
            className="data-progress"
            aria-label={t("Writing {name}…", { name: exporting.name })}
            max={1}
            value={exporting.done}
          />
          <button type="button" className="button" onClick={exporting.cancel}>
            {t("Cancel")}
          </button>
        </>
      ) : null}
      <span className="data-words" title={words || undefined}>
        {frozen ? t("frozen: what the variable holds by now is not shown") : words}
      </span>
      {part === undefined ? null : (
        <progress className="data-progress" aria-label={t("Reading the file")} max={1} value={part} />
      )}
    </div>
  );
}

/** How many rows are shown of a filtered table, and by what they are sorted: "1,204 rows · residual ↓". */
function orderWords({ table }: DataViewer): string {
  const { opened, rows, view } = table.state.get();
  if (!opened) return "";
  const sorted = view.sort.map(({ column, descending }) => {
    const name = table.columns.get(column)?.name ?? String(column);
    return `${name} ${descending ? "↓" : "↑"}`;
  });
  const left = view.filters.length > 0 ? [t("{count} rows", { count: rows })] : [];
  return [...left, ...(sorted.length > 0 ? [sorted.join(", ")] : [])].join(" · ");
}
