/**
 * Which end-to-end tests a part of the app is seen in, for `npm test -- --changed`. Only parts that few tests meet stand here:
 * whatever else is changed is met by all of them. A spec that no line names runs with every change.
 */

/** In these any part of the window is seen: its words, its commands and keys, its menus, both themes. */
const WHOLE_WINDOW = [
  "accessibility",
  "language",
  "screen-reader",
  "story",
  "workbench-keys",
  "workbench-window",
];
const KERNEL_LISTS = [
  "bad-kernels",
  "builtin-kernels",
  "configurations",
  "environments",
  "join-kernel",
  "kernels",
];
const SESSIONS = [
  "foreign-client",
  "sessions-live",
  "shell-names",
  "survival-crash",
  "survival-history",
  "survival-host",
  "survival-late-output",
  "survival-memory",
  "survival-quit",
  "survival-restart",
  "survival-sessions",
  "windows",
];

/** What none of the parts below is seen in. */
export const ELSEWHERE = [
  "code-changes",
  "data-files",
  "data-viewer",
  "debugger",
  "editor-backup",
  "editor-files",
  "editor-groups",
  "editor-run",
  "git",
  "hidden-shell",
  "tool-help",
  "tool-history",
  "tool-logger",
  "tool-rebuild",
  "hostile-output",
  "ime",
  "language-server",
  "language-server-trouble",
  "long-output",
  "outline",
  "own-servers",
  "main-file",
  "open-and-close",
  "notebooks",
  "output",
  "output-charts",
  "output-html",
  "plots",
  "reload",
  "results",
  "ruff",
  "saved-modules",
  "shell-blocks",
  "shell-prompts",
  "shell-state",
  "shell-typing",
  "side-by-side",
  "timeline",
  "tool-areas",
  "web-languages",
  "window-drag",
  "workbench-lists",
  "workspace",
];

/**
 * Beginning of a path, and names of specs. The longest that fits counts; `alone` means that nothing else is to be feared
 * for whatever imports it.
 * @type {readonly { path: string, specs: readonly string[], alone?: true }[]}
 */
export const PARTS = [
  { path: "renderer/about/", specs: [...WHOLE_WINDOW, "about", "main-app"] },
  { path: "renderer/configurations/", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS] },
  { path: "renderer/environments/", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS, "builtin-shell", "traceback"] },
  { path: "renderer/sessions/", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS, ...SESSIONS] },
  {
    path: "renderer/tools/file-browser/",
    specs: [...WHOLE_WINDOW, "file-browser", "tool-areas", "shell-state"],
  },
  { path: "renderer/settings/", specs: [...WHOLE_WINDOW, "settings"] },
  { path: "renderer/tools/find-in-files/", specs: [...WHOLE_WINDOW, "find-in-files"] },
  { path: "renderer/results/", specs: [...WHOLE_WINDOW, "notebooks", "results"] },
  { path: "main/search/", specs: ["find-in-files", "main-app"] },
  { path: "main/channels/configuration-handlers.ts", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS] },
  { path: "main/channels/environment-handlers.ts", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS] },
  { path: "main/channels/update-handlers.ts", specs: [...WHOLE_WINDOW, "about", "main-app"] },
  { path: "main/kernels/environments/", specs: [...WHOLE_WINDOW, ...KERNEL_LISTS] },
  {
    path: "main/language-servers/",
    specs: [
      "own-servers",
      "web-languages",
      "outline",
      "language-server",
      "language-server-trouble",
      "code-changes",
      "story",
    ],
  },
  { path: "main/cli/", specs: ["main-app", "sessions-live"], alone: true },
  // The words are checked to be there by unit tests, and seen by these.
  { path: "preload/texts/german/", specs: ["language"], alone: true },
  {
    path: "kernel-host/builtin/",
    specs: [
      ...KERNEL_LISTS,
      "builtin-shell",
      "shell-prompts",
      "story",
      "traceback",
      "hostile-output",
      "kernels",
    ],
    alone: true,
  },
];

/** What only puts parts together: changed itself it is met by all tests, reached from a part by none. */
export const COMPOSING = [
  "renderer/index.tsx",
  "renderer/tools/register.ts",
  "renderer/workbench/window.tsx",
  "main/main.ts",
  "main/app/tandem.ts",
  "main/app/kernels.ts",
];
