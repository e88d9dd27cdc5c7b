/** How a file is read as a table, as a panel over the grid: what can be told otherwise, and what can be done with the file. */
import { useEffect, useId, useRef, useState } from "react";
import { MOST_PARTS, type TableFileState, type TableFormat } from "../../preload/contract/table-files";
import { ENCODING_IDS, ENCODINGS, type Encoding } from "../../preload/contract/text-encodings";
import { t } from "../../preload/texts/texts";
import { openAsText } from "../code/open-path";
import { targetShell } from "../code/run-target";
import { openFolder } from "../floor/app";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import { placeBelow } from "../floor/menus/context-menu";
import { type MenuPlace, type PopupItem, PopupMenu } from "../floor/menus/popup-menu";
import { notify, sentenceOf } from "../floor/notices/notices";
import { pathWithin } from "../floor/paths";
import { useStore } from "../floor/store";
import type { FileSource } from "./file-source";
import { importCodes } from "./import-code";
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

export function ReadingPanel({ source }: { readonly source: FileSource }) {
  const reading = useStore(source.reading);
  const [open, setOpen] = useState(false);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    panel.current?.querySelector<HTMLElement>("select, input, button")?.focus();
    const leave = ({ target }: Event) => {
      const inside =
        target instanceof Element && (target.closest(".menu") || button.current?.contains(target));
      if (!inside && !panel.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave, true);
    document.addEventListener("focusin", leave, true);
    return () => {
      document.removeEventListener("pointerdown", leave, true);
      document.removeEventListener("focusin", leave, true);
    };
  }, [open]);
  if (!reading) return null;
  const { format, parts, options } = reading;
  // Which of its tables is shown is no matter of reading: where there is room it stands in the bar.
  const partField =
    parts.length > 0 ? (
      <span className="data-bar-part">
        <PartField source={source} chosen={options.part} parts={parts} label={t("Part")} />
      </span>
    ) : null;
  const importButton = (
    <button
      type="button"
      className="button"
      title={t("Insert code that reads the file")}
      aria-haspopup="menu"
      aria-expanded={menu !== null}
      onClick={(event) => setMenu(placeBelow(event.currentTarget))}
    >
      {t("Import")}
      <Icon name="chevronDown" size={12} />
    </button>
  );
  return (
    <span className="data-reading">
      {partField}
      <span className="data-import">{importButton}</span>
      <button
        ref={button}
        type="button"
        className="button"
        title={t("How the file is read")}
        aria-label={t("How the file is read: {format}", { format: TITLES[format] })}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {TITLES[format]}
        <Icon name="chevronDown" size={12} />
      </button>
      {open ? (
        <div
          ref={panel}
          id={id}
          className="data-panel"
          role="group"
          aria-label={t("How the file is read")}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setOpen(false);
            button.current?.focus();
          }}
        >
          <Options source={source} reading={reading} />
          <span className="data-panel-actions">
            <span className="data-import">{importButton}</span>
            {isText(format) ? (
              <button type="button" className="button" onClick={() => openText(source.file)}>
                {t("Open as text")}
              </button>
            ) : null}
          </span>
        </div>
      ) : null}
      {menu ? (
        <PopupMenu
          label={t("Insert code that reads the file")}
          place={menu}
          groups={[{ items: importItems(source, reading) }]}
          close={() => setMenu(null)}
        />
      ) : null}
    </span>
  );
}

const isText = (format: TableFormat) => format === "csv" || format === "jsonl";

function openText(file: string): void {
  const opened = openAsText(file).catch((error: unknown) => {
    notify({ level: "error", sentence: sentenceOf(error) });
  });
  unawaited("opening a file as text", opened);
}

/** Code that reads the file, that of the kernel's language first. */
function importItems(source: FileSource, reading: TableFileState): PopupItem[] {
  const language = targetShell.get()?.language.toLowerCase();
  // Kernels are started in the open folder; a file elsewhere is found by its whole path alone.
  const path = pathWithin(openFolder.get(), source.file) || source.file;
  return [...importCodes(path, source.expression, reading)]
    .sort((a, b) => Number(b.language === language) - Number(a.language === language))
    .map(({ title, code, language: of }) => ({
      label: t("Code for {library}", { library: title }),
      run: () => unawaited("inserting code", insertLines(code, of, false)),
    }));
}

interface PartFieldProps {
  readonly source: FileSource;
  readonly chosen: string | null;
  readonly parts: readonly string[];
  /** Where no label stands around it. */
  readonly label?: string;
}

function PartField({ source, chosen, parts, label }: PartFieldProps) {
  return (
    <select
      className="text-input"
      aria-label={label}
      title={label}
      value={chosen ?? ""}
      onChange={(event) => source.read({ part: event.target.value })}
    >
      <Parts parts={parts} />
    </select>
  );
}

interface OptionsProps {
  readonly source: FileSource;
  readonly reading: TableFileState;
}

function Options({ source, reading: { format, options, parts } }: OptionsProps) {
  const { separator } = options;
  const separators = SEPARATORS.some(([sign]) => sign === separator)
    ? SEPARATORS
    : [...SEPARATORS, [separator ?? ",", () => separator ?? ","] as const];
  return (
    <>
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
      {isText(format) && options.encoding ? (
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
        <label className="data-option data-panel-part">
          {t("Part")}
          <PartField source={source} chosen={options.part} parts={parts} />
        </label>
      ) : null}
    </>
  );
}
