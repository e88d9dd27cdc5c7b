/** A page of HTML as PDF, by Chromium's own printing. */
import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import { BrowserWindow, session } from "electron";

/** Of paper, in inches. */
const MARGIN = 0.6;
const PAGE_NUMBER =
  '<div style="width:100%;font-size:8px;text-align:center;color:#626a74"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/**
 * @param path of the page: no script of it runs, and nothing else is loaded
 * @throws Error where it cannot be printed
 */
export async function printPage(path: string): Promise<Uint8Array> {
  const own = session.fromPartition(`print-${randomUUID()}`);
  const { href } = pathToFileURL(path);
  own.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: request.url !== href && !request.url.startsWith("data:") });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, javascript: false, sandbox: true, spellcheck: false },
  });
  try {
    await window.loadFile(path);
    return await window.webContents.printToPDF({
      pageSize: "A4",
      printBackground: true,
      margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate: PAGE_NUMBER,
    });
  } finally {
    window.destroy();
  }
}
