/**
 * Import borders. Four houses: main, renderer, preload, kernel-host. What two of them must agree on stands in
 * preload/contract, preload/transcript and preload/texts, and what knows nothing of the product in preload/floor: they
 * need no Node; what main (with the command line) and the
 * host both do with files, processes and sockets stands in kernel-host/door. Nothing else is shared. Tests and build may
 * import anything.
 */
const house = "^(main|renderer|preload|kernel-host)/";
const shared = "^preload/(contract|floor|notebook|tables|texts|transcript)/";
const door = "^kernel-host/door/";
const tests = "\\.test\\.tsx?$";

/**
 * The layers of each house, lowest first: a folder imports only from those before its own, and those of one layer know
 * nothing of each other. What stands loose beside the folders are the entries, which may use them all.
 */
const stacks = {
  /** What main stands on; what it keeps; kernels and windows; the requests of windows; the two programs. */
  main: [
    ["floor"],
    [
      "files",
      "git",
      "local-history",
      "search",
      "settings",
      "update",
      "language-servers",
      "pages",
      "table-files",
      "history",
    ],
    ["output-frames"],
    ["code", "kernels", "windows"],
    ["channels"],
    ["app", "cli"],
  ],
  "main/kernels": [["discovery"], ["environments", "hosts"], ["configurations", "joining"]],
  "main/cli": [["terminal"], ["sessions"], ["commands"]],

  /** The door knows only what is shared (a rule of its own); the built-in kernels are programs beside the host. */
  "kernel-host": [
    ["door"],
    ["floor"],
    ["log", "wire"],
    ["debugger", "variables"],
    ["builtin", "conversation", "kernel"],
    ["attach", "folder", "startup"],
    ["takeover"],
    ["kernel-lives"],
  ],
  "kernel-host/builtin": [
    ["server", "streams"],
    ["javascript", "python"],
  ],

  preload: [["floor"], ["texts", "notebook"], ["contract"], ["tables", "transcript"]],

  /**
   * The floor knows nothing of the product; features register themselves with what is below them; the workbench puts
   * all together, and index.tsx starts it.
   */
  renderer: [
    ["floor"],
    ["kernels"],
    ["code"],
    ["editor", "shell"],
    ["data"],
    [
      "tools",
      "sessions",
      "saved-modules",
      "configurations",
      "environments",
      "about",
      "results",
      "notebook",
      "settings",
      "rebuild",
      "guide",
    ],
    ["workbench"],
  ],
  "renderer/shell": [
    ["measures", "places"],
    ["output"],
    ["input"],
    ["blocks"],
    ["whole-log"],
    ["transcript"],
    ["find"],
    ["pane"],
  ],
  "renderer/shell/output": [["links"], ["frame"], ["content"], ["html", "markup", "table"], ["view"]],
};

/** What may stand loose in a folder of layers. */
const entries = [
  "main/main\\.ts",
  "main/cli/tandem\\.ts",
  "kernel-host/(host|ask-kernels)\\.ts",
  "preload/bridge\\.ts",
  "renderer/index\\.tsx",
];

/**
 * One rule for each folder: it imports only its own and those of lower layers.
 * @param {string} parent @param {string[][]} stack
 */
const layerRules = (parent, stack) =>
  stack.flatMap((layer, at) =>
    layer.map((folder) => ({
      name: `layers-of-${parent.split("/").at(-1)}-${folder}`,
      comment: `${parent}/${folder} imports only from itself and from the layers below it; the list stands above.`,
      severity: "error",
      from: { path: `^${parent}/${folder}/`, pathNot: tests },
      to: {
        path: `^${parent}/`,
        pathNot: [...stack.slice(0, at).flat(), folder].map((below) => `^${parent}/${below}/`),
      },
    })),
  );

/**
 * A new folder gets its place in the list of layers.
 * @param {string} parent @param {string[][]} stack
 */
const placeRule = (parent, stack) => ({
  name: `every-folder-of-${parent.split("/").at(-1)}-has-a-layer`,
  comment: `The list of layers above says where each folder of ${parent} stands.`,
  severity: "error",
  from: {},
  to: { path: `^${parent}/[^/]+/`, pathNot: stack.flat().map((folder) => `^${parent}/${folder}/`) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "houses-are-apart",
      comment:
        "Across houses only preload/contract, preload/texts and preload/transcript may be imported, and by main kernel-host/door.",
      severity: "error",
      from: { path: "^(renderer|preload|kernel-host)/", pathNot: tests },
      to: { path: house, pathNot: ["^$1/", shared] },
    },
    {
      name: "main-comes-in-by-the-door",
      comment: "Of the kernel-host main and the command line import kernel-host/door, and nothing behind it.",
      severity: "error",
      from: { path: "^main/", pathNot: tests },
      to: { path: house, pathNot: ["^main/", shared, door] },
    },
    {
      name: "door-stands-alone",
      comment:
        "What main imports by the door must not pull in the host (ZeroMQ, the log, the kernel's process).",
      severity: "error",
      from: { path: door, pathNot: tests },
      to: { path: house, pathNot: [door, shared] },
    },
    {
      name: "houses-stand-alone",
      comment: "What is shipped needs neither the tests nor the build.",
      severity: "error",
      from: { path: house, pathNot: tests },
      to: { path: "^(tests|build)/" },
    },
    {
      name: "shared-is-portable",
      comment: "The window and every process use the shared folders: libraries only, no Node, no Electron.",
      severity: "error",
      from: { path: shared, pathNot: tests },
      to: { path: [house, "(^|/)node_modules/electron/"], pathNot: shared },
    },
    {
      name: "shared-has-no-builtins",
      severity: "error",
      from: { path: shared, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "window-is-a-web-page",
      comment: "The renderer is sandboxed: what it needs of the system it asks for through the contract.",
      severity: "error",
      from: { path: "^renderer/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "electron-stays-in-main-and-bridge",
      severity: "error",
      from: { path: "^(renderer|kernel-host)/", pathNot: tests },
      to: { path: "(^|/)node_modules/electron/" },
    },
    {
      name: "supervisor-runs-without-electron",
      comment:
        "The command line uses main/kernels without a window, so nothing that it reaches may import Electron.",
      severity: "error",
      from: { path: "^main/kernels/", pathNot: tests },
      to: { path: "(^|/)node_modules/electron/", reachable: true },
    },
    ...Object.entries(stacks).flatMap(([parent, stack]) => layerRules(parent, stack)),
    {
      name: "keys-stand-in-key-tables",
      comment: "Keys are bound in files keys.ts only: the test of the key table loads those.",
      severity: "error",
      from: { path: "^renderer/", pathNot: [tests, "/keys\\.ts$", "^renderer/floor/keys/"] },
      to: { path: "^renderer/floor/keys/key-bindings\\.ts$" },
    },
    {
      name: "no-loose-files",
      comment: "A file lies in a folder of a layer; only the entries do not.",
      severity: "error",
      from: {},
      to: { path: `^(${Object.keys(stacks).join("|")})/[^/]+$`, pathNot: `^(${entries.join("|")})$` },
    },
    ...Object.entries(stacks).map(([parent, stack]) => placeRule(parent, stack)),
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "every-import-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
