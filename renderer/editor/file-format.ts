/** How a file is written, and what the palette offers to change: encoding, line ends, indentation. */
import { ENCODING_IDS, ENCODINGS, type Encoding } from "../../preload/contract/text-encodings";
import { t } from "../../preload/texts/texts";
import { type Document, eolOf, isEdited, markUnsaved, updateFile } from "../code/documents";
import { indentAsFound, indentBy } from "../code/indentation";
import { monaco } from "../code/monaco";
import { findCommand, runCommand } from "../floor/commands/commands";
import { ask } from "../floor/dialogs/dialogs";
import { inTurn } from "./document-turns";
import { reload, saveWithEncoding } from "./saving";

/** Widths of an indentation that are offered, in columns. */
const WIDTHS = [2, 3, 4, 8] as const;

/** Something to choose. */
export interface FormatChoice {
  readonly id: string;
  readonly title: string;
  /** The file is so already. */
  readonly now: boolean;
  readonly run: () => void | Promise<void>;
}

function choice(id: string, title: string, now: boolean, run: FormatChoice["run"]): FormatChoice {
  return { id, title, now, run };
}

/** Reads the file again in an encoding; what was typed and not saved is asked about. */
async function reopenWith(document: Document, encoding: Encoding): Promise<void> {
  if (isEdited(document)) {
    const { name } = document.file.get();
    const answer = await ask({
      name: t("Unsaved changes"),
      sentence: t("{name} has changes that are not saved. Reading it in another encoding gives them up.", {
        name,
      }),
      choices: [
        { id: "discard", label: t("Discard") },
        { id: "cancel", label: t("Cancel"), primary: true },
      ],
      cancel: "cancel",
    });
    if (answer !== "discard") return;
  }
  await inTurn(document, () => reload(document, encoding));
}

/** What can be done about the encoding of the file in front. */
export function encodingWays(): FormatChoice[] {
  const ways = [
    ["file.reopenEncoding", t("Reopen with encoding…")],
    ["file.saveEncoding", t("Save with encoding…")],
  ] as const;
  return ways
    .filter(([id]) => findCommand(id)?.available?.() !== false)
    .map(([id, title]) => choice(id, title, false, () => runCommand(id)));
}

/** Encodings to read the file in again, or to save it in. */
export function encodingItems(document: Document, how: "reopen" | "save"): FormatChoice[] {
  const { encoding: now } = document.file.get();
  return ENCODING_IDS.map((encoding) =>
    choice(`${how}:${encoding}`, ENCODINGS[encoding].title, encoding === now, async () => {
      if (how === "reopen") await reopenWith(document, encoding);
      else await saveWithEncoding(document, encoding);
    }),
  );
}

/** Line ends for all lines of the file. */
export function lineEndItems(document: Document): FormatChoice[] {
  const { mixedEol } = document.file.get();
  const item = (eol: "\n" | "\r\n", title: string) =>
    choice(`eol:${title}`, title, !mixedEol && eolOf(document) === eol, () => setLineEnds(document, eol));
  return [item("\n", "LF"), item("\r\n", "CRLF")];
}

function setLineEnds(document: Document, eol: "\n" | "\r\n"): void {
  const { EndOfLineSequence } = monaco.editor;
  const { mixedEol } = document.file.get();
  document.model.pushEOL(eol === "\n" ? EndOfLineSequence.LF : EndOfLineSequence.CRLF);
  updateFile(document, { mixedEol: false });
  // To the model nothing has changed where most lines had it already.
  if (mixedEol) markUnsaved(document);
}

/** What Tab puts in, and how far a step of indentation goes. */
export function indentationItems(document: Document): FormatChoice[] {
  const { model } = document;
  const now = model.getOptions();
  const spaces = WIDTHS.map((width) =>
    choice(
      `indent:spaces:${width}`,
      t("{count} spaces", { count: width }),
      now.insertSpaces && now.indentSize === width,
      () => indentBy(model, { insertSpaces: true, indentSize: width }),
    ),
  );
  const tabs = WIDTHS.map((width) =>
    choice(
      `indent:tabs:${width}`,
      t("Tabs, {count} columns wide", { count: width }),
      !now.insertSpaces && now.tabSize === width,
      () => indentBy(model, { insertSpaces: false, indentSize: width }),
    ),
  );
  const found = choice("indent:found", t("As the text has it"), false, () => indentAsFound(model));
  return [...spaces, ...tabs, found];
}
