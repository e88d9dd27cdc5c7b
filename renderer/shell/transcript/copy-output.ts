/** Puts output on the clipboard that may be longer than what the window holds. */
import { t } from "../../../preload/texts/texts";
import { TEXT_FORMAT } from "../../../preload/transcript/text";
import type { Transcript } from "../../../preload/transcript/transcript";
import { TranscriptWriter } from "../../../preload/transcript/transcript-writer";
import type { ShellModel } from "../../kernels/shell-model";
import { readWholeLog } from "../whole-log/read-whole-log";
import { withProgress } from "../whole-log/whole-log-task";
import { GatheredText, takePieces } from "../whole-log/written-pieces";
import { type Place, piecesBetween } from "./output-selection";
import { TranscriptLayout } from "./transcript-layout";

/** Wide enough that no line wraps. */
const UNWRAPPED = { columns: 1e9, codeColumns: 1e9, row: 1, width: 1 };
/** Text that becomes bytes in one task, in UTF-16 units. */
const PIECE = 256 * 1024;

/** Copies the text of a whole shell: what was cleared from view or deleted is left out. */
export async function copyAllOutput(shell: ShellModel): Promise<void> {
  await copy(shell, async (take, progress, signal) => {
    const writer = new TranscriptWriter(TEXT_FORMAT);
    await readWholeLog(shell, {
      progress,
      signal,
      take: (transcript, final) => takePieces(writer.pieces(transcript, final), take, signal),
      used: ({ seq, place, to }) => writer.wrote(seq, place, to),
    });
  });
}

/** Copies what lies between two places, though not all of it is held. */
export async function copyBetween(shell: ShellModel, one: Place, other: Place): Promise<void> {
  const [low, high] = [Math.min(one.seq, other.seq), Math.max(one.seq, other.seq)];
  const isBetween = (seq: number) => seq >= low && seq <= high;
  await copy(shell, async (take, progress, signal) => {
    let whole: Transcript = { blocks: [], seq: 0 };
    await readWholeLog(shell, {
      progress,
      signal,
      take: (transcript) => {
        whole = transcript;
      },
      used: ({ seq }) => !isBetween(seq),
    });
    const layout = new TranscriptLayout(UNWRAPPED);
    const blocks = whole.blocks.filter(({ seq }) => isBetween(seq));
    layout.update({ ...whole, blocks }, shell.unfolded.get());
    await takePieces(piecesBetween(layout.blocks, one, other), take, signal);
  });
}

async function copy(
  shell: ShellModel,
  make: (
    take: (piece: string) => void,
    progress: (share: number) => void,
    signal: AbortSignal,
  ) => Promise<void>,
): Promise<void> {
  // As bytes: tens of millions of characters in one string would take the window too long to hand over.
  const bytes: Blob[] = [];
  const text = new GatheredText(PIECE, (piece) => bytes.push(new Blob([piece])));
  try {
    const whole = await withProgress(shell, t("Copying output"), async (progress, signal) => {
      await make((piece) => text.add(piece), progress, signal);
      signal.throwIfAborted();
      text.end();
      return true;
    });
    if (whole !== true) return;
    const type = "text/plain";
    await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob(bytes, { type }) })]);
  } catch (error) {
    shell.failure.set(error instanceof Error ? error.message : String(error));
  }
}
