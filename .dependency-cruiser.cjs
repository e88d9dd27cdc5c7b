/**
 * Import borders. Four houses: main, renderer, preload, kernel-host. What two of them must agree on stands in
 * preload/contract, preload/transcript and preload/texts, and nothing else is shared. Tests and build may import anything.
 */
const house = "^(main|renderer|preload|kernel-host)/";
const shared = "^preload/(contract|texts|transcript)/";
const tests = "\\.test\\.tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "houses-are-apart",
      comment: "Across houses only preload/contract, preload/texts and preload/transcript may be imported.",
      severity: "error",
      from: { path: house, pathNot: tests },
      to: { path: house, pathNot: ["^$1/", shared] },
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
