/** Two results of a cell in a page: text as a difference, pictures side by side or swiped, tables cell by cell. */
import { useState } from "react";
import { t } from "../../preload/texts/texts";
import { pictureSource } from "../../preload/transcript/export-html";
import { bareOutputsText, mimeText } from "../../preload/transcript/text";
import type { Block } from "../../preload/transcript/transcript";
import { cellName } from "../code/cells";
import { openComparison } from "../editor/diff/diff-page";
import { Swipe } from "../floor/look/swipe";
import { openPage } from "../floor/pages/pages";
import { type ComparedTable, compareTables, type Grid } from "./compare-tables";
import type { PlacedResult } from "./placed-results";
import { runAndTime } from "./result-words";

/** A table of more HTML than this, in UTF-16 units, is compared as text; of one so many rows are shown. */
const MOST_HTML = 2_000_000;
const MOST_ROWS = 1_000;

const displays = ({ outputs }: Block) =>
  outputs.flatMap((output) => (output.kind === "display" ? [output] : []));

const picturesOf = (block: Block): readonly string[] =>
  displays(block).flatMap(({ data }) => pictureSource(data) ?? []);

/** The first table that a block gave as HTML, as pandas does. */
function tableOf(block: Block): Grid | null {
  for (const { data } of displays(block)) {
    const html = mimeText(data["text/html"]);
    if (html === undefined || html.length > MOST_HTML || !html.includes("<table")) continue;
    // A document of its own: nothing of it is drawn, loaded or run.
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    const lines = [...(table?.rows ?? [])].map((row) =>
      [...row.cells].map((cell) => cell.textContent?.trim() ?? ""),
    );
    const [columns, ...rows] = lines;
    if (columns && rows.length > 0) return { columns, rows };
  }
  return null;
}

/** Opens the page that compares a result with an earlier one of its cell. */
export function compareResults({ block, cell }: PlacedResult, earlier: Block): void {
  const now = Date.now();
  const [before, after] = [runAndTime(earlier, now), runAndTime(block, now)];
  const title = t("{name}: results", { name: cellName(cell) });
  const key = `results ${earlier.seq} ${block.seq} ${earlier.asked}`;
  const [old, made] = [picturesOf(earlier), picturesOf(block)];
  if (old.length > 0 && made.length > 0) {
    const sides = [
      { name: before, pictures: old },
      { name: after, pictures: made },
    ] as const;
    openPage({ key, title, View: () => <Pictures title={title} sides={sides} /> });
    return;
  }
  const [oldTable, madeTable] = [tableOf(earlier), tableOf(block)];
  if (oldTable && madeTable) {
    const compared = compareTables(oldTable, madeTable);
    openPage({
      key,
      title,
      View: () => <Tables title={title} before={before} after={after} compared={compared} />,
    });
    return;
  }
  openComparison({
    key,
    title,
    language: "plaintext",
    before: { name: before, text: async () => bareOutputsText(earlier) },
    after: { name: after, text: async () => bareOutputsText(block) },
  });
}

interface Side {
  readonly name: string;
  readonly pictures: readonly string[];
}

function Pictures({ title, sides }: { readonly title: string; readonly sides: readonly [Side, Side] }) {
  const [swipes, setSwipes] = useState(false);
  const [before, after] = sides;
  return (
    <section className="compared-results" data-place="page" aria-label={title}>
      <div className="compared-bar">
        <button type="button" className="button" aria-pressed={swipes} onClick={() => setSwipes(!swipes)}>
          {t("Over each other")}
        </button>
      </div>
      {swipes ? (
        after.pictures.map((source, place) => (
          <Swipe
            key={source}
            left={<img src={before.pictures[place] ?? source} alt={before.name} />}
            right={<img src={source} alt={after.name} />}
            leftName={before.name}
            rightName={after.name}
          />
        ))
      ) : (
        <div className="compared-pictures">
          {sides.map(({ name, pictures }) => (
            <figure key={name}>
              <figcaption>{name}</figcaption>
              {pictures.map((source, place) => (
                <img key={source} src={source} alt={t("Picture {number}", { number: String(place + 1) })} />
              ))}
            </figure>
          ))}
        </div>
      )}
    </section>
  );
}

interface TablesProps {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly compared: ComparedTable;
}

function Tables({ title, before, after, compared }: TablesProps) {
  const { columns, rows, differences } = compared;
  return (
    <section className="compared-results" data-place="page" aria-label={title}>
      <div className="compared-bar">
        <span>
          {before} → {after}
        </span>
        <span role="status">{t("{count} cells differ", { count: differences })}</span>
      </div>
      <table className="compared-table">
        <thead>
          <tr>
            {columns.map(({ name, state }, place) => (
              <th key={place} scope="col" data-state={state}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ state, cells }, row) => (
            <tr key={row} data-state={state}>
              {cells.map(({ text, before: was }, place) => (
                <td key={place} data-state={was === undefined ? columns[place]?.state : "changed"}>
                  {was === undefined ? null : <del>{was}</del>} {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? (
        <p className="muted">{t("{count} more rows are not shown.", { count: rows.length - MOST_ROWS })}</p>
      ) : null}
    </section>
  );
}
