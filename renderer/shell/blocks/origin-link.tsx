/** Where a block's code came from, as a link to it in the editor. */

import type { CodeOrigin } from "../../../preload/contract/records";
import { t } from "../../../preload/texts/texts";
import { activeDocument, documents, openDocument } from "../../editor/documents";
import { goToLine } from "../../editor/instance";
import { baseName } from "../../editor/paths";
import { notify, sentenceOf } from "../../workbench/notices";

/** Opens the file in front, at the first of its lines. */
export async function goToOrigin({ file, lines }: CodeOrigin): Promise<void> {
  const untitled = documents.get().find((document) => {
    const { path, name } = document.file.get();
    return path === null && name === file;
  });
  try {
    if (untitled) activeDocument.set(untitled);
    else await openDocument(file);
    // The editor takes the document when it is drawn.
    requestAnimationFrame(() => goToLine(lines[0]));
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

/** "exp.py: Fit", or its lines where the code has no title. */
export function originText({ file, title, lines: [from, to] }: CodeOrigin): string {
  const name = baseName(file);
  if (title !== undefined && title !== "selection") return `${name}: ${title}`;
  return from === to ? `${name}:${from}` : `${name}:${from}–${to}`;
}

export function OriginLink({ origin }: { readonly origin: CodeOrigin }) {
  return (
    <button
      type="button"
      className="link-button origin"
      title={t("{file}, line {line}", { file: origin.file, line: String(origin.lines[0]) })}
      onClick={() => void goToOrigin(origin)}
    >
      {originText(origin)}
    </button>
  );
}
