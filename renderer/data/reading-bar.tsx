/** How a file is read as a table: what can be told otherwise, and what can be done with the file. */
import { useState } from "react";
import { MOST_PARTS, type TableFormat } from "../../preload/contract/table-files";
import { ENCODING_IDS, ENCODINGS, type Encoding } from "../../preload/contract/text-encodings";
import { t } from "../../preload/texts/texts";
import { openAsText } from "../code/open-path";
import { targetShell } from "../code/run-target";
import { openFolder } from "../floor/app";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import { placeBelow } from "../floor/menus/context-menu";
import { type MenuPlace, PopupMenu } from "../floor/menus/popup-menu";
import { notify, sentenceOf } from "../floor/notices/notices";
import { pathWithin } from "../floor/paths";
import { useStore } from "../floor/store";
import type { FileSource } from "./file-source";
import { type ImportCode, importCodes } from "./import-code";
import { insertLines } from "./insert-code";

const TITLES: Readonly<Record<TableFormat, string>> = {
  csv: "CSV",
  jsonl: "JSON Lines",
  npy: "NumPy",
  npz: "NumPy",
  parquet: "Parquet",
  arrow: "Arrow",
  hdf5: "HDF5",
};

const SEPARATORS: readonly (readonly [string, () => string])[] = [
  [",", () => t("Comma")],
  [";", () => t("Semicolon")],
  ["\t", () => t("Tab|separator")],
  ["|", () => t("Bar |")],
  [" ", () => t("Spaces")],
  [":", () => t("Colon")],
];

/** The parts of a file: datasets stand under the groups that they are in. */
function Parts({ parts }: { readonly parts: readonly string[] }) {
  const groups = new Map<string, string[]>();
  for (const part of parts) {
    const group = part.startsWith("/") ? part.slice(0, part.lastIndexOf("/")) : "";
    groups.set(group, [...(groups.get(group) ?? []), part]);
  }
  const options = (group: string, inner: readonly string[]) =>
    inner.map((part) => (
      <option key={part} value={part}>
        {group === "" ? part : part.slice(group.length + 1)}
      </option>
    ));
  return (
    <>
      {[...groups].map(([group, inner]) =>
        group === "" ? (
          options(group, inner)
        ) : (
          <optgroup key={group} label={group}>
            {options(group, inner)}
          </optgroup>
        ),
      )}
      {parts.length >= MOST_PARTS ? (
        <option disabled>{t("Only the first {count} parts are listed", { count: MOST_PARTS })}</option>
      ) : null}
    </>
  );
}

export function ReadingBar({ source }: { readonly source: FileSource }) {
  const reading = useStore(source.reading);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  if (!reading) return null;
  const { format, options, parts } = reading;
  const isText = format === "csv" || format === "jsonl";
  const { separator } = options;
  const separators = SEPARATORS.some(([sign]) => sign === separator)
    ? SEPARATORS
    : [...SEPARATORS, [separator ?? ",", () => separator ?? ","] as const];
  const insert = ({ code, language: of }: ImportCode) => {
    setMenu(null);
    unawaited("inserting code", insertLines(code, of, false));
  };
  const language = targetShell.get()?.language.toLowerCase();
  // Kernels are started in the open folder; a file elsewhere is found by its whole path alone.
  const path = pathWithin(openFolder.get(), source.file) || source.file;
  const codes = [...importCodes(path, source.expression, reading)].sort(
    (a, b) => Number(b.language === language) - Number(a.language === language),
  );
  return (
    <div className="tool-bar data-reading">
      <span className="data-format">{TITLES[format]}</span>
      {format === "csv" ? (
        <>
          <label className="data-option">
            {t("Separator")}
            <select
              className="text-input"
              value={separator ?? ","}
              onChange={(event) => source.read({ separator: event.target.value })}
            >
              {separators.map(([sign, title]) => (
                <option key={sign} value={sign}>
                  {title()}
                </option>
              ))}
            </select>
          </label>
          <label className="data-option">
            {t("Decimal sign")}
            <select
              className="text-input"
              value={options.decimal ?? "."}
              onChange={(event) => source.read({ decimal: event.target.value === "," ? "," : "." })}
            >
              <option value=".">1.5</option>
              <option value=",">1,5</option>
            </select>
          </label>
          <label className="data-option">
            <input
              type="checkbox"
              checked={options.header ?? false}
              onChange={(event) => source.read({ header: event.target.checked })}
            />
            {t("First row has names")}
          </label>
        </>
      ) : null}
      {isText && options.encoding ? (
        <label className="data-option">
          {t("Encoding|data")}
          <select
            className="text-input"
            value={options.encoding}
            onChange={(event) => source.read({ encoding: event.target.value as Encoding })}
          >
            {ENCODING_IDS.map((id) => (
              <option key={id} value={id}>
                {ENCODINGS[id].title}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {parts.length > 0 ? (
        <label className="data-option">
          {t("Part")}
          <select
            className="text-input"
            value={options.part ?? ""}
            onChange={(event) => source.read({ part: event.target.value })}
          >
            <Parts parts={parts} />
          </select>
        </label>
      ) : null}
      {reading.done < 1 && reading.problem === null ? (
        <progress className="data-progress" aria-label={t("Reading the file")} max={1} value={reading.done} />
      ) : null}
      <span className="data-space" />
      <button
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={(event) => setMenu(placeBelow(event.currentTarget))}
      >
        {t("Import")}
        <Icon name="chevronDown" size={12} />
      </button>
      {isText ? (
        <button
          type="button"
          className="button"
          onClick={() => {
            const opened = openAsText(source.file).catch((error: unknown) => {
              notify({ level: "error", sentence: sentenceOf(error) });
            });
            unawaited("opening a file as text", opened);
          }}
        >
          {t("Open as text")}
        </button>
      ) : null}
      {menu ? (
        <PopupMenu
          label={t("Insert code that reads the file")}
          place={menu}
          groups={[
            {
              items: codes.map((one) => ({
                label: t("Code for {library}", { library: one.title }),
                run: () => insert(one),
              })),
            },
          ]}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}
