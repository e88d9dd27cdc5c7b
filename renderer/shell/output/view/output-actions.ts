/** What the menu of an output does. */

import { OPENED_OUTSIDE, type OpenedOutside } from "../../../../preload/contract/outputs";
import type { KeptFile } from "../../../../preload/contract/records";
import { t } from "../../../../preload/texts/texts";
import { settings } from "../../../floor/app";
import { tandem } from "../../../floor/bridge";
import { notify, sentenceOf } from "../../../floor/notices/notices";
import { type FigureAbout, withMetadata } from "../content/figure-metadata";
import { blobOf, contentOf, fileName } from "../content/output-content";
import { type Display, pictureOf } from "../content/picture";
import { textOfType } from "../content/representations";
import { tableOf, tabSeparated } from "../table/table-data";

/** Does it, and says in a notice what failed. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

/**
 * Asks where, and saves the output as one of its types.
 * @param about what made it, for files that have room for it, where the settings want it
 */
export function saveOutput(
  output: Display,
  type: string,
  folder: string,
  about?: FigureAbout,
): Promise<void> {
  return attempt(async () => {
    const content = contentOf(output.data, type);
    const marked = about && settings.get().figureMetadata;
    const path = await tandem.request("outputs.save", {
      folder: absolute(folder),
      name: fileName(type, output.executionCount),
      content: marked ? withMetadata(content, type, about) : content,
    });
    if (path !== null) notify({ level: "info", sentence: t("The output was saved as {path}.", { path }) });
  });
}

/** Asks where, and saves there what was too large for the log. */
export function saveKept({ session, file }: KeptFile, folder: string): Promise<void> {
  return attempt(async () => {
    if (file === null) return;
    const path = await tandem.request("outputs.saveKept", { session, file, folder: absolute(folder) });
    if (path !== null) notify({ level: "info", sentence: t("The output was saved as {path}.", { path }) });
  });
}

/** The folder, where it is a whole path. */
function absolute(folder: string): string | null {
  return folder.startsWith("/") || /^[A-Za-z]:/.test(folder) ? folder : null;
}

/** Whether the system's own program for the type may be asked. */
export function opensOutside(type: string): type is OpenedOutside {
  return Object.hasOwn(OPENED_OUTSIDE, type);
}

/** Opens the output in the system's program for its type. */
export function openOutside(output: Display, type: OpenedOutside): Promise<void> {
  return attempt(() =>
    tandem.request("outputs.openOutside", { type, content: contentOf(output.data, type) }),
  );
}

/** Copies the output: pictures as pictures, HTML also as what it reads like, everything else as text. */
export function copyOutput(output: Display, type: string): Promise<void> {
  return attempt(async () => {
    const { data } = output;
    const text = textOfType(data, type);
    if (/^image\/(?!svg)/.test(type) && typeof pictureOf(output, type) !== "string") {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": asPng(blobOf(data, type)) })]);
    } else if (type === "text/html") {
      const plain = data["text/plain"] === undefined ? text : textOfType(data, "text/plain");
      await navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([text], { type: "text/html" }),
          "text/plain": new Blob([plain], { type: "text/plain" }),
        }),
      ]);
    } else await navigator.clipboard.writeText(text);
  });
}

/** Copies a table as spreadsheets take it. */
export function copyTable({ data }: Display, type: string): Promise<void> {
  return attempt(async () => {
    const table = tableOf(data, type);
    if (table) await navigator.clipboard.writeText(tabSeparated(table));
  });
}

/** The clipboard takes PNG only. */
async function asPng(blob: Blob): Promise<Blob> {
  if (blob.type === "image/png") return blob;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}
