import * as v from "valibot";
import { LANGUAGES } from "../texts/language";
import { folderMapping, MOST_FOLDER_MAPPINGS } from "./debugging";
import { languagePrograms, offeredLanguages } from "./programs";
import { ownTheme, THEMES } from "./themes";

/** How the structure of a file is shown. */
export const outlineView = v.object({
  sort: v.fallback(v.picklist(["place", "name"]), "place"),
  /** How many levels; the most means all. */
  depth: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)), 7),
  /** Kinds that are left out. */
  hidden: v.fallback(v.pipe(v.array(v.pipe(v.string(), v.maxLength(50))), v.maxLength(50)), []),
});
export type OutlineView = v.InferOutput<typeof outlineView>;

/** Where the results of cells stand in the editor. */
export const resultsPlace = v.picklist(["off", "under", "right"]);
export type ResultsPlace = v.InferOutput<typeof resultsPlace>;
/** Of so many files at most it is kept where their results stand. */
export const MOST_RESULTS_FILES = 500;
/** So many notebooks at most are known as allowed to run scripts. */
export const MOST_TRUSTED_NOTEBOOKS = 500;

/** More folders are not starred. */
export const MOST_STARRED = 100;

/** "Fira Code, monospace": nothing in it ends a declaration of CSS. */
const fonts = v.pipe(v.string(), v.trim(), v.maxLength(200), v.regex(/^[^;{}<>\\\n()]*$/));

/** Settings of the user; the settings file holds those that differ from the defaults. */
export const settings = v.object({
  theme: v.fallback(v.picklist(THEMES), "system"),
  /** The theme "own". */
  ownTheme: v.fallback(ownTheme, { base: "light", colours: {} }),
  /** The language of the app; "system" is that of the desktop where the app speaks it, else English. */
  language: v.fallback(v.picklist(["system", ...LANGUAGES]), "system"),
  /** A window without shells starts the last used kernel by itself. */
  startKernel: v.fallback(v.boolean(), true),
  /** What becomes of running kernels when the app quits. */
  onQuit: v.fallback(v.picklist(["ask", "keep", "shutDown"]), "ask"),
  /** Looks for newer versions of the app without being asked. */
  checkForUpdates: v.fallback(v.boolean(), true),
  /** Tells by the desktop's notification when long work ends while no window of the app has the keyboard. */
  notifyFinished: v.fallback(v.boolean(), false),
  /** Pictures among the outputs are less bright in the dark theme. */
  dimPictures: v.fallback(v.boolean(), false),
  /** A figure that is saved carries what made it: session, input, code, versions. */
  figureMetadata: v.fallback(v.boolean(), true),
  /** Processes that debugged code starts are debugged too, in shells of their own. */
  debugProcesses: v.fallback(v.boolean(), false),
  /** Folders that are others for kernels that were joined: the debugger finds their files here. */
  joinedFolders: v.fallback(v.pipe(v.array(folderMapping), v.maxLength(MOST_FOLDER_MAPPINGS)), []),
  /** Running a whole file takes its kernel to the folder that the file is in. */
  changeFolder: v.fallback(v.boolean(), false),
  /** Saving takes blanks at the ends of lines away; a folder's `.editorconfig` counts before it. */
  trimTrailing: v.fallback(v.boolean(), false),
  /** Saving ends the last line; a folder's `.editorconfig` counts before it. */
  finalNewline: v.fallback(v.boolean(), false),
  /** Open files of a language that has a language server are given to one, which is started for them. */
  languageServer: v.fallback(v.boolean(), true),
  /** How much of Python's types is checked in the open files. */
  typeChecking: v.fallback(v.picklist(["off", "basic", "strict"]), "basic"),
  /** Types and names of arguments that nobody wrote are shown in the code. */
  inlayHints: v.fallback(v.boolean(), false),
  /** Saving formats files of languages that have a formatter. */
  formatOnSave: v.fallback(v.boolean(), false),
  /** Ruff's problems are shown in Python files. */
  ruff: v.fallback(v.boolean(), true),
  /** Formatters of the user's own: text on standard input, text from standard output; they count before all others. */
  formatters: v.fallback(languagePrograms, []),
  /** Language servers of the user's own: they count before those that come with the app. */
  languageServers: v.fallback(languagePrograms, []),
  /** Languages for which one was offered: not again. */
  serversOffered: v.fallback(offeredLanguages, []),
  /** Folders that the file browser has at hand, in the order they were starred. */
  starredFolders: v.fallback(
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), v.maxLength(MOST_STARRED)),
    [],
  ),
  outline: v.fallback(outlineView, { sort: "place", depth: 7, hidden: [] }),
  /** Where results stand beside the code of files of which nothing else is said. */
  results: v.fallback(resultsPlace, "off"),
  /** The same for single files, by their path; the one that was said last stands last. */
  resultsOf: v.fallback(
    v.pipe(v.record(v.pipe(v.string(), v.maxLength(4096)), resultsPlace), v.maxEntries(MOST_RESULTS_FILES)),
    {},
  ),
  /** A notebook is saved with the outputs and numbers of its cells' runs; else with those that it has. */
  notebookOutputs: v.fallback(v.boolean(), true),
  /** The same for single notebooks and for folders with all in them, by path; the nearest counts. */
  notebookOutputsOf: v.fallback(
    v.pipe(v.record(v.pipe(v.string(), v.maxLength(4096)), v.boolean()), v.maxEntries(MOST_RESULTS_FILES)),
    {},
  ),
  /** Notebooks whose outputs may run scripts, by path: SHA-256 of what they held when that was said, or saved here since. */
  trustedNotebooks: v.fallback(
    v.pipe(
      v.record(v.pipe(v.string(), v.maxLength(4096)), v.pipe(v.string(), v.maxLength(64))),
      v.maxEntries(MOST_TRUSTED_NOTEBOOKS),
    ),
    {},
  ),
  /** The keys to begin with. */
  keyMap: v.fallback(v.picklist(["iep", "vscode"]), "iep"),
  /** Keys of single commands, in place of those of the map; none: the command has no key. */
  keys: v.fallback(
    v.pipe(
      v.record(
        v.pipe(v.string(), v.maxLength(100)),
        v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(10)),
      ),
      v.maxEntries(1_000),
    ),
    {},
  ),
  /** Lines of code that are longer than the editor is wide are shown in several. */
  wordWrap: v.fallback(v.boolean(), false),
  codeFontSize: v.fallback(v.pipe(v.number(), v.minValue(8), v.maxValue(32)), 13),
  /** Names of fonts of code, as CSS has them; empty: the one that comes with the app. */
  codeFont: v.fallback(fonts, ""),
  /** The same for all other text. */
  textFont: v.fallback(fonts, ""),
  /** A small picture of the whole file stands beside it. */
  minimap: v.fallback(v.boolean(), false),
  /** The lines that begin what is in view stay at its top. */
  /** Above the text: its path, and the symbols around the cursor. */
  breadcrumbs: v.fallback(v.boolean(), false),
  /** A file that is opened by a click in the file browser gives way to the next one, until it is changed or kept. */
  previewTabs: v.fallback(v.boolean(), false),
  stickyScroll: v.fallback(v.boolean(), false),
  /** How large windows are drawn, in percent. */
  zoom: v.fallback(v.pipe(v.number(), v.minValue(50), v.maxValue(300)), 100),
});
/**
 * What `.tandem/settings.json` of a folder may say, which counts before the user's own settings in windows that have the
 * folder open. Nothing that starts a program.
 */
export const FOLDER_SETTINGS = [
  "trimTrailing",
  "finalNewline",
  "formatOnSave",
  "typeChecking",
  "inlayHints",
  "ruff",
  "wordWrap",
  "results",
  "notebookOutputs",
  "changeFolder",
] as const satisfies readonly (keyof typeof settings.entries)[];
export const folderSettings = v.partial(v.pick(settings, FOLDER_SETTINGS));

/** Something in settings.json that cannot be used. It stays there. */
export const settingsProblem = v.object({
  /** From 1. */
  line: v.number(),
  sentence: v.string(),
  /** It may be a setting of another version. */
  unknown: v.exactOptional(v.boolean()),
});
export type SettingsProblem = v.InferOutput<typeof settingsProblem>;

export type Settings = v.InferOutput<typeof settings>;
export type FolderSettings = Partial<Pick<Settings, (typeof FOLDER_SETTINGS)[number]>>;

/** What holds where the user has said nothing. */
export const DEFAULT_SETTINGS: Settings = v.parse(settings, {});
