/** What is done with a result beside the code: copying, saving, clearing, comparing with what the cell gave before. */

import { t } from "../../preload/texts/texts";
import { exportTranscript, formatOfEnding } from "../../preload/transcript/export";
import { bareOutputsText } from "../../preload/transcript/text";
import type { Block } from "../../preload/transcript/transcript";
import { cellName } from "../code/cells";
import type { Document } from "../code/documents";
import { modelLines } from "../code/notebook-models";
import { tandem } from "../floor/bridge";
import type { PopupGroup } from "../floor/menus/popup-menu";
import { notify } from "../floor/notices/notices";
import { baseName } from "../floor/paths";
import { shownRepresentation } from "../shell/output/content/representations";
import { openOutputPage } from "../shell/output/view/output-page";
import { writeLong } from "../shell/whole-log/written-file";
import { clearBefore } from "./cleared-results";
import { compareResults } from "./compare-results";
import { isTrusted, trust } from "./notebook-trust";
import type { PlacedResult } from "./placed-results";
import { removeOutputs } from "./saved-results";

/** The result before the one that is shown; undefined where it is the first that is known. */
export function earlierOf({ result, number }: PlacedResult): Block | undefined {
  return result.runs[result.runs.length - number + 1]?.block;
}

export function resultMenu(document: Document, placed: PlacedResult): readonly PopupGroup[] {
  const { block } = placed;
  const earlier = earlierOf(placed);
  return [
    {
      items: [
        { label: t("Copy output"), run: () => navigator.clipboard.writeText(bareOutputsText(block)) },
        { label: t("Save as…"), run: () => save(placed) },
        { label: t("Open in a tab"), run: () => popOut(placed) },
        ...(earlier
          ? [{ label: t("Compare with the result before"), run: () => compareResults(placed, earlier) }]
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

/** Asks where, and saves all of the result: as text, a page, PDF or Markdown, as the name's ending says. */
async function save({ cell, block, source }: PlacedResult): Promise<void> {
  const { cwd } = source.owner;
  const title = cellName(cell);
  const name = `${title.replace(/[\\/:*?"<>|]/g, "-").slice(0, 100)}.html`;
  const path = await tandem.request("files.pickSave", { suggestion: cwd === "" ? name : `${cwd}/${name}` });
  if (path === null) return;
  const format = formatOfEnding(path) ?? "text";
  const about = { name: title, language: source.shell?.language ?? "" };
  const text = exportTranscript({ blocks: [block], seq: block.seq }, format, about);
  await writeLong(path, [text], format === "pdf");
  notify({ level: "info", sentence: t("{name} is written.", { name: baseName(path) }) });
}

/** Shows what it has of pictures, tables and pages in a tab, else its text. */
function popOut({ block, source }: PlacedResult): void {
  const { cwd } = source.owner;
  for (const output of block.outputs) {
    const shown = output.kind === "display" ? shownRepresentation(output.data) : undefined;
    if (output.kind === "display" && shown && shown.type !== "text/plain")
      return openOutputPage(output, shown.type, cwd);
  }
  const text = { kind: "display", data: { "text/plain": bareOutputsText(block) }, metadata: {} } as const;
  openOutputPage(text, "text/plain", cwd);
}

function clear(document: Document, { at, cell }: PlacedResult): void {
  const key = document.notebook?.cellsOf(modelLines(document.model))[at]?.key;
  if (key !== undefined) removeOutputs(document, key);
  else clearBefore(document, cellName(cell), Date.now());
}
