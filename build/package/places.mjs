/** Where packaging keeps what. */
import path from "node:path";
import { repository } from "../setup/places.mjs";

/** Packages and what describes them; the tests have them elsewhere than in dist/. */
export const outputFolder = process.env.TANDEM_PACKAGE_OUTPUT ?? path.join(repository, "dist");
export const workFolder = path.join(outputFolder, ".work");
/** What goes into the app, and nothing else. */
export const stageFolder = path.join(workFolder, "app");
/** The icons, drawn. */
export const buildResources = path.join(workFolder, "icons");
/** Trees of files as they will lie on a system. */
export const rootsFolder = path.join(workFolder, "roots");
