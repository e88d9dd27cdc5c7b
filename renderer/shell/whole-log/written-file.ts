/** Writes a file piece by piece, so that one of any length holds no picture up. */
import { tandem } from "../../floor/bridge";
import { GatheredText, takePieces } from "./written-pieces";

/** Text sent to main at once, in UTF-16 units. */
const PIECE = 512 * 1024;

/**
 * Puts a file at its place when it is whole.
 * @param print the pieces are a page of HTML, and the file is that page as PDF
 * @throws Error with a sentence
 */
export async function writeLong(path: string, pieces: Iterable<string>, print = false): Promise<void> {
  const { id } = await tandem.request("files.beginLongWrite", { path, print });
  let sent: Promise<unknown> = Promise.resolve();
  try {
    const text = new GatheredText(PIECE, (piece) => {
      sent = sent.then(() => tandem.request("files.continueLongWrite", { id, text: piece }));
      // Whoever waits for `sent` hears of a failure; until then nobody does.
      sent.catch(() => {});
    });
    await takePieces(pieces, (piece) => text.add(piece));
    text.end();
    await sent;
  } catch (error) {
    await tandem.request("files.endLongWrite", { id, keep: false }).catch(() => {});
    throw error;
  }
  await tandem.request("files.endLongWrite", { id, keep: true });
}
