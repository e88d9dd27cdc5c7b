/** HTML: Monaco's worker. What is in scripts and styles it leaves alone. */
import { HTMLWorker } from "monaco-editor/languages/features/html/htmlWorker";
import type { ModeServer, WorkerContext } from "./mode-server";

const languageSettings = {
  data: { useDefaultDataProvider: true },
  suggest: {},
  format: { wrapLineLength: 120, contentUnformatted: "pre,script,style" },
};

export const html: ModeServer = {
  languages: {
    html: (context: WorkerContext) => new HTMLWorker(context, { languageId: "html", languageSettings }),
  },
  completionTriggers: [".", ":", "<", '"', "=", "/"],
};
