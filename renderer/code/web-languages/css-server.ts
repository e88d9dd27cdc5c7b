/** CSS, SCSS and Less: Monaco's worker. */
import { CSSWorker } from "monaco-editor/languages/features/css/cssWorker";
import type { ModeServer, WorkerContext } from "./mode-server";

const options = { validate: true, lint: {}, data: { useDefaultDataProvider: true }, format: {} };
const worker = (languageId: string) => (context: WorkerContext) =>
  new CSSWorker(context, { languageId, options });

export const css: ModeServer = {
  languages: { css: worker("css"), scss: worker("scss"), less: worker("less") },
  completionTriggers: ["/", "-", ":"],
};
