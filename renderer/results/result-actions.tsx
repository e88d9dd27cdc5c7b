/** What is done with a result beside the code: copying, clearing, comparing with what the cell gave before. */

import { t } from "../../preload/texts/texts";
import { pictureSource } from "../../preload/transcript/export-html";
import { bareOutputsText } from "../../preload/transcript/text";
import type { Block } from "../../preload/transcript/transcript";
import { cellName } from "../code/cells";
import type { Document } from "../code/documents";
import { openComparison } from "../editor/diff/diff-page";
import type { PopupGroup } from "../floor/menus/popup-menu";
import { openPage } from "../floor/pages/pages";
import { clearBefore } from "./cleared-results";
import { isTrusted, trust } from "./notebook-trust";
import type { PlacedResult } from "./placed-results";
import { runAndTime } from "./result-words";
import { removeOutputs } from "./saved-results";

export function resultMenu(document: Document, placed: PlacedResult): readonly PopupGroup[] {
  const { block, result, number } = placed;
  const earlier = result.runs[result.runs.length - number + 1];
  return [
    {
      items: [
        { label: t("Copy output"), run: () => navigator.clipboard.writeText(bareOutputsText(block)) },
        ...(earlier
          ? [{ label: t("Compare with the result before"), run: () => compare(placed, earlier.block) }]
          : []),
        { label: t("Clear the results of this cell"), run: () => clear(document, placed) },
        // Where an output of the file stands still, this is where one looks for why.
        ...(document.notebook && !placed.source.shell && !isTrusted(document)
          ? [{ label: t("Allow the scripts of this notebook's outputs"), run: () => trust(document) }]
          : []),
      ],
    },
  ];
}

function clear(document: Document, { at, cell }: PlacedResult): void {
  const key = document.notebook?.cellsOf(document.model.getLinesContent())[at]?.key;
  if (key !== undefined) removeOutputs(document, key);
  else clearBefore(document, cellName(cell), Date.now());
}

const picturesOf = ({ outputs }: Block): readonly string[] =>
  outputs.flatMap((output) => (output.kind === "display" ? (pictureSource(output.data) ?? []) : []));

/** Text as a difference; where both gave pictures, those side by side. */
function compare({ block, cell }: PlacedResult, earlier: Block): void {
  const now = Date.now();
  const [before, after] = [runAndTime(earlier, now), runAndTime(block, now)];
  const title = t("{name}: results", { name: cellName(cell) });
  const key = `results ${earlier.seq} ${block.seq} ${earlier.asked}`;
  const [old, made] = [picturesOf(earlier), picturesOf(block)];
  if (old.length > 0 && made.length > 0) {
    const sides = [
      { name: before, pictures: old },
      { name: after, pictures: made },
    ];
    openPage({ key, title, View: () => <Pictures title={title} sides={sides} /> });
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

function Pictures({ title, sides }: { readonly title: string; readonly sides: readonly Side[] }) {
  return (
    <section className="compared-pictures" data-place="page" aria-label={title}>
      {sides.map(({ name, pictures }) => (
        <figure key={name}>
          <figcaption>{name}</figcaption>
          {pictures.map((source, at) => (
            <img key={source} src={source} alt={t("Picture {number}", { number: String(at + 1) })} />
          ))}
        </figure>
      ))}
    </section>
  );
}
