/** The program of the bare Monaco: a window of Tandem's first size that shows `page`. */
import path from "node:path";
import { app, BrowserWindow } from "electron";

app
  .whenReady()
  .then(() => {
    const window = new BrowserWindow({ width: 1360, height: 860 });
    return window.loadFile(path.join(__dirname, "index.html"));
  })
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
