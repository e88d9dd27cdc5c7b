/** Every setting that people are shown: its group, its words, and what it may be. */
import { DEFAULT_SETTINGS, FOLDER_SETTINGS, type Settings } from "../../preload/contract/settings";
import { COLOUR, COLOUR_TOKENS, THEME_BASES } from "../../preload/contract/themes";
import { t } from "../../preload/texts/texts";

type Name = keyof Settings;

/** How a setting is set. */
export type Kind =
  | { readonly kind: "switch" }
  | {
      readonly kind: "choice";
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: "number";
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit: string;
    }
  | { readonly kind: "text" }
  /** In the file alone. @property schema what a value is, as JSON Schema */
  | { readonly kind: "json"; readonly schema: object };

export interface SettingEntry {
  readonly name: Name;
  readonly title: string;
  /** What it does beyond its title. */
  readonly hint?: string;
  /** Other words by which people look for it. */
  readonly also?: string;
  readonly how: Kind;
}

export interface SettingGroup {
  readonly title: string;
  readonly entries: readonly SettingEntry[];
}

const program = {
  type: "object",
  required: ["language", "command"],
  properties: {
    language: { type: "string" },
    command: { type: "string" },
    args: { type: "array", items: { type: "string" } },
  },
};

const ownThemeSchema = {
  type: "object",
  properties: {
    base: { enum: THEME_BASES, description: t("The theme that it begins with") },
    colours: {
      type: "object",
      description: t("What differs: “#rrggbb” or “#rrggbbaa”"),
      properties: Object.fromEntries(
        COLOUR_TOKENS.map((token) => [
          token,
          { type: "string", format: "color-hex", pattern: COLOUR.source },
        ]),
      ),
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const on: Kind = { kind: "switch" };
const choice = (...choices: readonly (readonly [string, string])[]): Kind => ({
  kind: "choice",
  choices: choices.map(([value, label]) => ({ value, label })),
});

export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: t("Look"),
    entries: [
      {
        name: "theme",
        title: t("Theme"),
        also: t("colors colours appearance night mode|searched"),
        how: choice(
          ["system", t("Theme of the system")],
          ["light", t("Light theme")],
          ["dark", t("Dark theme")],
          ["highContrastLight", t("High contrast, light")],
          ["highContrastDark", t("High contrast, dark")],
          ["solarizedLight", t("Solarized, light")],
          ["solarizedDark", t("Solarized, dark")],
          ["own", t("Theme of your own")],
        ),
      },
      {
        name: "ownTheme",
        title: t("Theme of your own"),
        hint: t("Another theme, and the colours that differ from it"),
        also: t("colors colours appearance night mode|searched"),
        how: { kind: "json", schema: ownThemeSchema },
      },
      {
        name: "language",
        title: t("Language"),
        hint: t("The window is loaded anew in it; nothing is lost."),
        how: choice(["system", t("Language of the system")], ["en", "English"], ["de", "Deutsch"]),
      },
      {
        name: "zoom",
        title: t("Size of the window's text"),
        also: t("scale font larger smaller|searched"),
        how: { kind: "number", min: 50, max: 300, step: 10, unit: "%" },
      },
      {
        name: "codeFontSize",
        title: t("Size of code"),
        also: t("larger smaller|searched"),
        how: { kind: "number", min: 8, max: 32, step: 1, unit: "px" },
      },
      {
        name: "codeFont",
        title: t("Fonts of code"),
        hint: t("Names as in “Fira Code, Consolas”; the first that this computer has counts."),
        also: t("typeface font family|searched"),
        how: { kind: "text" },
      },
      {
        name: "textFont",
        title: t("Fonts of all other text"),
        also: t("typeface font family|searched"),
        how: { kind: "text" },
      },
      {
        name: "minimap",
        title: t("Small picture of the whole file beside it"),
        also: t("minimap overview|searched"),
        how: on,
      },
      {
        name: "breadcrumbs",
        title: t("Where the file lies, and the symbols around the cursor, above the text"),
        also: t("breadcrumbs path|searched"),
        how: on,
      },
      {
        name: "previewTabs",
        title: t("A file that is only looked at gives way to the next one"),
        hint: t("What a click in the file browser opens, until it is changed, pinned, or double-clicked."),
        also: t("preview tabs italic|searched"),
        how: on,
      },
      {
        name: "stickyScroll",
        title: t("Keep the lines that begin what is in view at its top"),
        also: t("sticky scroll|searched"),
        how: on,
      },
      {
        name: "wordWrap",
        title: t("Wrap long lines"),
        also: t("word wrap soft line breaks|searched"),
        how: on,
      },
      { name: "dimPictures", title: t("Dim pictures in the dark theme"), how: on },
      {
        name: "figureMetadata",
        title: t("Saved figures carry what made them"),
        hint: t("Session, input, code and versions, in PNG and SVG files saved from Plots"),
        how: on,
      },
    ],
  },
  {
    title: t("Files"),
    entries: [
      {
        name: "trimTrailing",
        also: t("trailing whitespace spaces|searched"),
        title: t("Take blanks at the ends of lines away when a file is saved"),
        hint: t("A folder's .editorconfig counts before it."),
        how: on,
      },
      {
        name: "finalNewline",
        also: t("newline end of file|searched"),
        title: t("End the last line when a file is saved"),
        hint: t("A folder's .editorconfig counts before it."),
        how: on,
      },
      {
        name: "formatOnSave",
        title: t("Format files when they are saved"),
        also: t("formatter black autoformat format on save|searched"),
        how: on,
      },
      { name: "notebookOutputs", title: t("Save notebooks with their outputs"), how: on },
    ],
  },
  {
    title: t("Code"),
    entries: [
      {
        name: "languageServer",
        also: t("lsp intellisense autocomplete autocompletion hover pylance pyright jedi|searched"),
        title: t("Use language servers"),
        hint: t("Problems, completion, definitions and renaming come from them."),
        how: on,
      },
      {
        name: "typeChecking",
        title: t("Type checking"),
        also: t("types mypy pyright lint|searched"),
        how: choice(["off", t("Off|choice")], ["basic", t("Basic|choice")], ["strict", t("Strict|choice")]),
      },
      {
        name: "inlayHints",
        title: t("Types and argument names in the code"),
        also: t("inlay hints parameter names|searched"),
        how: on,
      },
      {
        name: "ruff",
        title: t("Show Ruff's problems in Python files"),
        also: t("linter linting flake8 pylint pycodestyle pep8 style|searched"),
        how: on,
      },
      {
        name: "formatters",
        also: t("black yapf styler clang-format prettier|searched"),
        title: t("Formatters of your own"),
        hint: t("For each language a program that takes text and prints it as it is to be."),
        how: { kind: "json", schema: { type: "array", items: program } },
      },
      {
        name: "languageServers",
        also: t("lsp clangd texlab julia r latex c++|searched"),
        title: t("Language servers of your own"),
        hint: t("They count before those that come with Tandem. Read when Tandem starts."),
        how: { kind: "json", schema: { type: "array", items: program } },
      },
    ],
  },
  {
    title: t("Running"),
    entries: [
      { name: "startKernel", title: t("Start a kernel with the window"), how: on },
      {
        name: "onQuit",
        title: t("Kernels that run when Tandem is closed"),
        how: choice(["ask", t("Ask")], ["keep", t("Keep running")], ["shutDown", t("Shut down")]),
      },
      { name: "changeFolder", title: t("Change to the file's folder when running a file"), how: on },
      {
        name: "results",
        title: t("Results beside the code"),
        how: choice(["off", t("Off|choice")], ["under", t("Under the cell")], ["right", t("At the right")]),
      },
      {
        name: "debugProcesses",
        title: t("Debug the processes that debugged code starts"),
        also: t("multiprocessing subprocess workers child processes|searched"),
        hint: t("Python's; counts for debuggers that start from now on"),
        how: on,
      },
      {
        name: "joinedFolders",
        title: t("Folders that are others for joined kernels"),
        also: t("path mapping remote server|searched"),
        hint: t(
          "Where the debugger finds the files of a kernel on another computer: a list of “here” and “there”",
        ),
        how: {
          kind: "json",
          schema: {
            type: "array",
            items: {
              type: "object",
              required: ["here", "there"],
              properties: { here: { type: "string" }, there: { type: "string" } },
            },
          },
        },
      },
      { name: "notifyFinished", title: t("Notify when long work is done"), how: on },
    ],
  },
  {
    title: t("Tandem itself"),
    entries: [
      {
        name: "keyMap",
        title: t("Map of keys"),
        also: t("keyboard shortcuts keybindings hotkeys|searched"),
        hint: t("Keys of single commands are changed on the page of keys."),
        how: choice(["iep", "IEP"], ["vscode", "VS Code"]),
      },
      { name: "checkForUpdates", title: t("Look for updates once a day"), how: on },
    ],
  },
];

export const ALL_SETTINGS: readonly SettingEntry[] = SETTING_GROUPS.flatMap(({ entries }) => entries);

/** Whether a setting is another than its default. */
export function isChanged(settings: Settings, name: Name): boolean {
  return JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_SETTINGS[name]);
}

function schemaOf({ name, title, hint, how }: SettingEntry): object {
  const common = { description: [title, hint].filter(Boolean).join(". "), default: DEFAULT_SETTINGS[name] };
  switch (how.kind) {
    case "switch":
      return { ...common, type: "boolean" };
    case "choice":
      return {
        ...common,
        enum: how.choices.map(({ value }) => value),
        enumDescriptions: how.choices.map(({ label }) => label),
      };
    case "number":
      return { ...common, type: "number", minimum: how.min, maximum: how.max };
    case "text":
      return { ...common, type: "string" };
    case "json":
      return { ...common, ...how.schema };
  }
}

/** The schema of a folder's settings. */
export function folderSettingsSchema(): object {
  const own: readonly string[] = FOLDER_SETTINGS;
  return {
    type: "object",
    properties: Object.fromEntries(
      ALL_SETTINGS.filter(({ name }) => own.includes(name)).map((entry) => [entry.name, schemaOf(entry)]),
    ),
    additionalProperties: {
      doNotSuggest: true,
      deprecationMessage: t("It does not count in a folder's settings."),
    },
  };
}

/** The schema of settings.json, for completion and checks while it is edited. */
export function settingsFileSchema(): object {
  return {
    type: "object",
    properties: Object.fromEntries([
      ...ALL_SETTINGS.map((entry) => [entry.name, schemaOf(entry)]),
      // Kept by the app itself.
      ...[
        "serversOffered",
        "starredFolders",
        "outline",
        "resultsOf",
        "notebookOutputsOf",
        "trustedNotebooks",
      ].map((name) => [name, {}]),
      [
        "keys",
        {
          description: t("Keys of commands, in place of those of the map"),
          type: "object",
          additionalProperties: { type: "array", items: { type: "string" } },
        },
      ],
    ]),
    additionalProperties: {
      doNotSuggest: true,
      deprecationMessage: t("This version knows no such setting."),
    },
  };
}
