/** Puts output on the clipboard that may be longer than what the window holds. */
import { t } from "../../../preload/texts/texts";
import { TEXT_FORMAT } from "../../../preload/transcript/text";
import type { Transcript } from "../../../preload/transcript/transcript";
import { TranscriptWriter } from "../../../preload/transcript/transcript-writer";
import type { ShellModel } from "../../kernels/shell-model";
import { type Place, textBetween } from "../transcript/selection";
import { TranscriptLayout } from "../transcript/transcript-layout";
import { readWholeLog } from "./read-whole-log";
import { withProgress } from "./whole-log-task";

/** Wide enough that no line wraps. */
const UNWRAPPED = { columns: 1e9, codeColumns: 1e9, row: 1, width: 1 };

/** Copies the text of a whole shell: what was cleared from view or deleted is left out. */
export async function copyAllOutput(shell: ShellModel): Promise<void> {
  await copy(shell, async (progress, signal) => {
    const writer = new TranscriptWriter(TEXT_FORMAT);
    const parts: string[] = [];
    await readWholeLog(shell, {
      progress,
      signal,
      take: (transcript, final) => parts.push(writer.write(transcript, final)),
      used: ({ seq, place, to }) => writer.wrote(seq, place, to),
    });
    return parts.join("");
  });
}

/** Copies what lies between two places, though not all of it is held. */
export async function copyBetween(shell: ShellModel, one: Place, other: Place): Promise<void> {
  await copy(shell, async (progress, signal) => {
    let whole: Transcript | undefined;
    await readWholeLog(shell, {
      progress,
      signal,
      take: (transcript) => {
        whole = transcript;
      },
    });
    const layout = new TranscriptLayout(UNWRAPPED);
    if (whole) layout.update(whole, shell.unfolded.get());
    return textBetween(layout.blocks, one, other);
  });
}

async function copy(
  shell: ShellModel,
  make: (progress: (share: number) => void, signal: AbortSignal) => Promise<string>,
): Promise<void> {
  try {
    const text = await withProgress(shell, t("Copying output"), make);
    if (text !== undefined) await navigator.clipboard.writeText(text);
  } catch (error) {
    shell.failure.set(error instanceof Error ? error.message : String(error));
  }
}
