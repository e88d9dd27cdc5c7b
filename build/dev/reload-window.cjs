/** Runs inside the app under `npm run dev`: reloads the windows when their programs in out/renderer are built anew. */
const { app, BrowserWindow } = require("electron");
const { watch } = require("node:fs");
const path = require("node:path");

const SETTLED = 200; // ms without another file: esbuild writes many

app.whenReady().then(() => {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  watch(path.join(__dirname, "../../out/renderer"), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.reloadIgnoringCache();
    }, SETTLED);
  });
});
