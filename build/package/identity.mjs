/** What the app is called in the places where systems look it up. */

/** In reverse domain form: bundle id on macOS, app user model id on Windows, component id of AppStream. */
export const APP_ID = "org.tandemide.Tandem";
export const NAME = "Tandem";
/** Of the program, its package, its desktop entry and its icon. */
export const PROGRAM = "tandem";
export const SUMMARY = "Editor and live Jupyter kernels, side by side";
export const MAINTAINER = "The Tandem authors <tandem@tandemide.org>";

/** Where the deb and the rpm put the app. */
export const INSTALL_FOLDER = `/usr/lib/${PROGRAM}`;

/** Kinds of files that the app offers to open; it never makes itself the default. */
export const FILE_TYPES = [
  { ext: ["py", "pyw"], name: "Python script", mimeType: "text/x-python", known: true },
  { ext: ["R", "r"], name: "R script", mimeType: "text/x-r", known: false },
  { ext: ["jl"], name: "Julia script", mimeType: "text/x-julia", known: false },
];

/** Chromium's own texts, in the languages of the app: one that is missing here cannot be the desktop's for the app. */
export const LOCALES = ["en-US", "en-GB", "de"];
