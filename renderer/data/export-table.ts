/** Writes a table to a file: by the kernel that has it, or by the reader of its file. */
import { type ExportFormat, MOST_EXPORTED_COLUMNS } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import type { PopupGroup } from "../floor/menus/popup-menu";
import { notify, sentenceOf } from "../floor/notices/notices";
import { baseName } from "../floor/paths";
import { shownColumns } from "./looks";
import { answerSentence } from "./table/answer-sentence";
import type { DataViewer } from "./viewer";

const TITLES: Readonly<Record<ExportFormat, string>> = { csv: "CSV", parquet: "Parquet", npy: "NPY" };

/** What can be written of a viewer's table. */
export function exportGroups(viewer: DataViewer): readonly PopupGroup[] {
  const { opened, view, rows } = viewer.table.state.get();
  const { hidden, moves } = viewer.looks.get();
  if (!opened) return [];
  const other = view.sort.length + view.filters.length + hidden.size + moves.length > 0;
  const items = (asShown: boolean, label: (format: string) => string) =>
    (Object.keys(TITLES) as ExportFormat[]).map((format) => ({
      label: label(TITLES[format]),
      run: () => unawaited("exporting a table", exportTable(viewer, format, asShown)),
    }));
  return [
    { items: items(false, (format) => t("All as {format}…", { format })) },
    ...(other
      ? [
          {
            items: items(true, (format) => t("{count} rows as shown, as {format}…", { count: rows, format })),
          },
        ]
      : []),
  ];
}

/** Asks where, and writes. @param asShown sorted, filtered, without the columns that are hidden */
async function exportTable(viewer: DataViewer, format: ExportFormat, asShown: boolean): Promise<void> {
  const { table, source, exporting } = viewer;
  const { opened, view } = table.state.get();
  if (!opened || exporting.get()) return;
  const folder = openFolder.get();
  const name = `${fileName(source.expression)}.${format}`;
  const file = await tandem.request("files.pickSave", { suggestion: folder ? `${folder}/${name}` : name });
  if (file === null) return;
  // Where it is there the system has asked. A kernel on another machine writes over nothing.
  const beside = await tandem
    .request("files.list", { folder: file.slice(0, -baseName(file).length) })
    .catch(() => []);
  const stop = new AbortController();
  exporting.set({ name: baseName(file), done: 0, cancel: () => stop.abort() });
  try {
    const columns = asShown ? shownColumns(viewer.looks.get(), opened.columns) : null;
    const plain =
      columns === null || columns.every((column, at) => column === at && columns.length === opened.columns);
    if (!plain && columns.length > MOST_EXPORTED_COLUMNS)
      throw new Error(t("At most {most} columns can be chosen for a file.", { most: MOST_EXPORTED_COLUMNS }));
    const answer = await table.write(
      {
        format,
        file,
        replace: beside.some((one) => one.name === baseName(file)),
        columns: plain ? null : [...columns],
        view: asShown ? view : { ...view, sort: [], filters: [] },
      },
      (done) => exporting.set((now) => now && { ...now, done }),
      stop.signal,
    );
    if (answer.status === "ok" && answer.op === "export")
      notify({
        level: "info",
        sentence: t("{name}: {count} rows written.", { name: baseName(file), count: answer.rows }),
      });
    else throw new Error(refusal(viewer, answer, file));
  } catch (error) {
    if (!stop.signal.aborted) notify({ level: "error", sentence: sentenceOf(error) });
  } finally {
    exporting.set(null);
  }
}

function refusal(viewer: DataViewer, answer: Parameters<typeof answerSentence>[1], file: string): string {
  const name = baseName(file);
  if (answer.status === "cannot") {
    const { reason = "" } = answer;
    switch (answer.why) {
      case "exists":
        return t("{name} is there already, and was not touched.", { name });
      case "package":
        return t("The kernel needs the package {package} for this format.", { package: reason });
      case "file":
        return t("{file} could not be written: {reason}.", { file, reason });
      case "type":
        return t("A column has values that this format has no place for. Choose CSV, or hide the column.");
      default:
    }
  }
  if (answer.status === "changed")
    return t("The table has changed meanwhile: {name} was not written.", { name });
  return (
    answerSentence(viewer.source, answer) ??
    t("{file} could not be written: {reason}.", { file, reason: answer.status })
  );
}

/** A name for a file, of an expression. */
function fileName(expression: string): string {
  const name = expression.replace(/[^\p{L}\p{N}_.-]/gu, "_").slice(0, 80);
  return name === "" || name.startsWith(".") ? `data${name}` : name;
}
