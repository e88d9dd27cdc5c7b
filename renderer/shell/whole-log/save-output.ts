/** Saves all output of a shell as text, a page, Markdown or a script, piece by piece: of a long log no more is held than must be. */
import { t } from "../../../preload/texts/texts";
import {
  exportExtension,
  formatOfEnding,
  type PieceFormat,
  writtenFormat,
} from "../../../preload/transcript/export";
import { TranscriptWriter } from "../../../preload/transcript/transcript-writer";
import { tandem } from "../../floor/bridge";
import type { ShellModel } from "../../kernels/shell-model";
import { exportName } from "./export-name";
import { readWholeLog } from "./read-whole-log";
import { withProgress } from "./whole-log-task";
import { GatheredText, takePieces } from "./written-pieces";

/** Text sent to main at once, in UTF-16 units. */
const PIECE = 512 * 1024;

/** Asks where, and saves; the name's ending says what is wanted where it is that of one of the formats. */
export async function saveWholeOutput(shell: ShellModel, format: PieceFormat): Promise<void> {
  const { created } = shell.info.get();
  const suggestion = exportName(shell.name, shell.cwd, created, exportExtension(format, shell.language));
  const path = await tandem.request("files.pickSave", { suggestion });
  if (path === null) return;
  const wanted = formatOfEnding(path) ?? format;
  const { name, language } = shell;
  const writer = new TranscriptWriter(writtenFormat(wanted, { name, language }));
  const { id } = await tandem.request("files.beginLongWrite", { path, print: wanted === "pdf" });
  let sent: Promise<unknown> = Promise.resolve();
  try {
    const whole = await withProgress(shell, t("Saving output"), async (progress, signal) => {
      const text = new GatheredText(PIECE, (piece) => {
        sent = sent.then(() => {
          signal.throwIfAborted();
          return tandem.request("files.continueLongWrite", { id, text: piece });
        });
        // Whoever waits for `sent` hears of a failure; until then nobody does.
        sent.catch(() => {});
      });
      await readWholeLog(shell, {
        progress,
        signal,
        take: async (transcript, final) => {
          await takePieces(writer.pieces(transcript, final), (piece) => text.add(piece), signal);
          // A disk that is slower than the log holds the reading up: what waits for it is held.
          await sent;
        },
        used: ({ seq, place, to }) => writer.wrote(seq, place, to),
      });
      text.end();
      await sent;
      signal.throwIfAborted();
      return true;
    });
    await sent.catch(() => {});
    await tandem.request("files.endLongWrite", { id, keep: whole === true });
  } catch (error) {
    await tandem.request("files.endLongWrite", { id, keep: false }).catch(() => {});
    throw error;
  }
}
