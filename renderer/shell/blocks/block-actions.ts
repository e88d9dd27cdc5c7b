/** What can be done with one block of a shell. */
import { t } from "../../../preload/texts/texts";
import { blockText, outputsText } from "../../../preload/transcript/text";
import type { Block } from "../../../preload/transcript/transcript";
import { activeDocument, isReadOnly, newDocument } from "../../code/documents";
import { codeEditor, focusEditor } from "../../code/instance";
import { languageOfKernel, runsLanguage } from "../../code/languages";
import { unawaited } from "../../floor/failures";
import type { PopupGroup, PopupItem } from "../../floor/menus/popup-menu";
import { notify } from "../../floor/notices/notices";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { inputActions } from "../input/shell-input";
import { goToOrigin } from "../output/links/origin-link";
import { originText } from "../output/links/origin-text";
import { canDebug, debugHere } from "./debug-here";

/** The menu of a block; its items fit what the block has. */
export function blockMenu(shell: ShellModel, block: Block): readonly PopupGroup[] {
  const when = (has: boolean, label: string, run: () => unknown): PopupItem[] =>
    has ? [{ label, run }] : [];
  const request = block.kind === "request" && block.code !== "";
  const { origin } = block;
  const outputs = block.outputs.length > 0;
  const folded = block.folded === true;
  return [
    {
      items: [
        ...when(request, t("Run again"), () => tellFailure(shell, () => shell.execute(block.code, origin))),
        ...when(request, t("Edit and run again"), () => edit(shell, block)),
        ...when(request, t("Send to the editor"), () => sendToEditor(shell, block.code)),
        ...when(canDebug(shell, block), t("Debug here"), () => debugHere(shell)),
        ...(origin
          ? when(true, t("Go to {place}", { place: originText(origin) }), () =>
              goToOrigin(origin, { code: block.code }),
            )
          : []),
      ],
    },
    {
      items: [
        ...when(request, t("Copy input"), () => copy(block.code)),
        ...when(outputs, t("Copy output"), () => copy(outputsText(block))),
        ...when(request && outputs, t("Copy both"), () => copy(blockText(block))),
      ],
    },
    {
      items: [
        { label: folded ? t("Unfold") : t("Fold"), run: () => shell.toggleFold(block.seq) },
        { label: t("Hide from view"), run: () => hide(shell, block) },
        ...when(
          shell.hiddenBlocks > 0,
          t("Show hidden blocks ({count})", { count: shell.hiddenBlocks }),
          () => shell.showHidden(),
        ),
      ],
    },
  ];
}

function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/** Puts the code into the input; what stood there is a step back in its undo. */
function edit(shell: ShellModel, block: Block): void {
  inputActions.get(shell.view)?.put(block.code);
  shell.focus();
}

function hide(shell: ShellModel, block: Block): void {
  unawaited("hide block", shell.hideBlock(block.seq));
  const name = block.kind === "request" ? block.prompt.replace(/:$/, "") : t("The kernel's own output");
  const dismiss = notify({
    level: "info",
    sentence: t("{name} is hidden from this view. The log keeps it.", { name }),
    actions: [
      {
        label: t("Show it again"),
        run: async () => {
          dismiss();
          await shell.showBlock(block.seq);
        },
      },
    ],
  });
}

/** Inserts the code below the line of the cursor, in the file in front when it is in the shell's language, else in a new one. */
function sendToEditor(shell: ShellModel, code: string): void {
  const open = activeDocument.get();
  const fits = open !== null && !isReadOnly(open) && runsLanguage(shell.language, open.model.getLanguageId());
  const document = fits ? open : newDocument(languageOfKernel(shell.language)?.id ?? "plaintext");
  const { model } = document;
  const line = fits ? (codeEditor.get()?.getPosition()?.lineNumber ?? model.getLineCount()) : 1;
  const column = model.getLineMaxColumn(line);
  const text = model.getValueLength() === 0 ? `${code}\n` : `\n${code}`;
  const range = { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column };
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text, forceMoveMarkers: true }], () => null);
  model.pushStackElement();
  // A new file is drawn first.
  requestAnimationFrame(() => {
    codeEditor.get()?.setPosition({ lineNumber: line + (fits ? 1 : 0), column: 1 });
    focusEditor();
  });
}
