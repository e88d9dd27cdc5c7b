import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderCircles } from "./borders.mjs";

const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs");

let tree = "";
beforeAll(async () => {
  tree = await mkdtemp(path.join(os.tmpdir(), "tandem-borders-"));
});
afterAll(() => rm(tree, { recursive: true }));

/** The rules that a tree of these files breaks, each as `rule: from`. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(path.join(tree, "case-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const { tsConfig: _, ...options } = rules.options;
  const result = await cruise(["."], { ...options, baseDir: folder, ruleSet: rules, validate: true });
  return (result.output as ICruiseResult).summary.violations
    .map(({ rule, from }) => `${rule.name}: ${from}`)
    .sort();
}

const electron = {
  "node_modules/electron/package.json": '{ "name": "electron", "main": "index.js" }',
  "node_modules/electron/index.js": "module.exports = {};",
};
const contract = {
  "preload/contract/frames.ts": "export const FRAME = 1;",
  "preload/transcript/reduce.ts": 'import { FRAME } from "../contract/frames";\nexport const reduce = FRAME;',
};

test("the shared folders may be imported by every house", async () => {
  const use = 'import { reduce } from "../preload/transcript/reduce";\nexport default reduce;';
  expect(
    await broken({ ...contract, "main/a.ts": use, "renderer/a.ts": use, "kernel-host/a.ts": use }),
  ).toEqual([]);
});

test("no house imports another, not even a type", async () => {
  expect(
    await broken({
      "kernel-host/log/log.ts": "export type Log = string;",
      "main/uses.ts": 'import type { Log } from "../kernel-host/log/log";\nexport type X = Log;',
      "preload/bridge.ts": "export const bridge = 1;",
      "renderer/uses.ts": 'import { bridge } from "../preload/bridge";\nexport default bridge;',
    }),
  ).toEqual(["houses-are-apart: renderer/uses.ts", "main-comes-in-by-the-door: main/uses.ts"]);
});

test("main comes into the kernel-host by its door alone, and the door leads to nothing behind it", async () => {
  const door = 'export const found = "alive";';
  const byDoor = 'import { found } from "../kernel-host/door/processes";\nexport default found;';
  expect(await broken({ "kernel-host/door/processes.ts": door, "main/a.ts": byDoor })).toEqual([]);
  expect(
    await broken({
      "kernel-host/door/processes.ts": 'import { log } from "../log/log";\nexport const found = log;',
      "kernel-host/log/log.ts": "export const log = 1;",
      "main/a.ts": byDoor,
      "main/b.ts": 'import { log } from "../kernel-host/log/log";\nexport default log;',
      "preload/a.ts": byDoor,
      "renderer/a.ts": byDoor,
    }),
  ).toEqual([
    "door-stands-alone: kernel-host/door/processes.ts",
    "houses-are-apart: preload/a.ts",
    "houses-are-apart: renderer/a.ts",
    "layers-of-kernel-host-door: kernel-host/door/processes.ts",
    "main-comes-in-by-the-door: main/b.ts",
  ]);
});

test("the window and the shared folders import nothing of Node", async () => {
  const node = 'import { readFileSync } from "node:fs";\nexport default readFileSync;';
  expect(await broken({ "renderer/a.ts": node, "preload/contract/a.ts": node, "main/a.ts": node })).toEqual([
    "shared-has-no-builtins: preload/contract/a.ts",
    "window-is-a-web-page: renderer/a.ts",
  ]);
});

test("main/kernels reaches Electron by no path", async () => {
  expect(
    await broken({
      ...electron,
      "main/floor/app-name.ts": 'import { app } from "electron";\nexport const name = app.name;',
      "main/kernels/hosts/supervisor.ts":
        'import { name } from "../../floor/app-name";\nexport default name;',
    }),
  ).toEqual(["supervisor-runs-without-electron: main/kernels/hosts/supervisor.ts"]);
});

test("imports make no circle", async () => {
  expect(
    await broken({
      "main/floor/a.ts": 'import { b } from "./b";\nexport const a = () => b;',
      "main/floor/b.ts": 'import { a } from "./a";\nexport const b = () => a;',
    }),
  ).toEqual(["no-circles: main/floor/a.ts"]);
});

const ofLayers = (rules: readonly string[]) => rules.filter((rule) => rule.startsWith("layers-of-"));

/** One file in each folder, which imports the one of the folder above. */
function plantedUpward(parent: string, folders: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [at, folder] of folders.entries()) {
    const above = folders[at + 1];
    files[`${parent}/${folder}/a.ts`] = above
      ? `import { a as b } from "../${above}/a";\nexport const a = () => b;`
      : "export const a = 1;";
  }
  return files;
}

/** Of each layer of each house one folder, lowest first. */
const STACKS: readonly (readonly [parent: string, folders: readonly string[]])[] = [
  ["main", ["floor", "settings", "kernels", "channels", "app"]],
  ["main", ["files", "windows", "channels", "cli"]],
  ["main/kernels", ["discovery", "hosts", "joining"]],
  ["main/kernels", ["environments", "configurations"]],
  ["main/cli", ["terminal", "sessions", "commands"]],
  ["kernel-host", ["door", "floor", "log", "kernel", "folder", "takeover", "session"]],
  ["kernel-host", ["floor", "wire", "conversation", "startup", "takeover"]],
  ["kernel-host/builtin", ["server", "python"]],
  ["preload", ["texts", "contract", "transcript"]],
  ["renderer", ["floor", "kernels", "code", "editor", "tools", "workbench"]],
  ["renderer/shell", ["measures", "output", "input", "blocks", "whole-log", "transcript", "find", "pane"]],
];

test.each(STACKS)("no folder of %s imports from a layer above its own: %j", async (parent, folders) => {
  const house = parent.split("/").at(-1);
  expect(ofLayers(await broken(plantedUpward(parent, folders)))).toEqual(
    folders
      .slice(0, -1)
      .map((folder) => `layers-of-${house}-${folder}: ${parent}/${folder}/a.ts`)
      .sort(),
  );
});

test("every folder has its layer, and only entries lie loose", async () => {
  const x = "export const x = 1;";
  const use = (...files: readonly string[]) =>
    files.map((file, i) => `import { x as x${i} } from "${file}";\nexport const y${i} = x${i};`).join("\n");
  expect(
    await broken({
      "main/main.ts": use("./app/a", "./odds/a", "./loose"),
      "main/app/a.ts": x,
      "main/odds/a.ts": x,
      "main/loose.ts": x,
      "main/kernels/hosts/b.ts": use("../ends/a", "../loose"),
      "main/kernels/ends/a.ts": x,
      "main/kernels/loose.ts": x,
      "kernel-host/host.ts": use("./loose"),
      "kernel-host/loose.ts": x,
    }),
  ).toEqual([
    "every-folder-of-kernels-has-a-layer: main/kernels/hosts/b.ts",
    "every-folder-of-main-has-a-layer: main/main.ts",
    "layers-of-kernels-hosts: main/kernels/hosts/b.ts",
    "layers-of-kernels-hosts: main/kernels/hosts/b.ts",
    "no-loose-files: kernel-host/host.ts",
    "no-loose-files: main/kernels/hosts/b.ts",
    "no-loose-files: main/main.ts",
  ]);
});

test("keys are bound where the test of the key table finds them", async () => {
  const binds = 'import { bindKeys } from "../floor/keys/key-bindings";\nexport default bindKeys;';
  expect(
    await broken({
      "renderer/floor/keys/key-bindings.ts": "export const bindKeys = 1;",
      "renderer/about/keys.ts": binds,
      "renderer/about/about-state.ts": binds,
    }),
  ).toEqual(["keys-stand-in-key-tables: renderer/about/about-state.ts"]);
});

test("those of one layer know nothing of each other", async () => {
  const use = (other: string) => `import { x } from "../${other}/x";\nexport default x;`;
  const x = "export const x = 1;";
  expect(
    ofLayers(
      await broken({
        "renderer/editor/x.ts": x,
        "renderer/editor/a.ts": use("shell"),
        "renderer/shell/x.ts": x,
        "renderer/shell/a.ts": use("editor"),
        "renderer/tools/a.ts": use("sessions"),
        "renderer/sessions/x.ts": x,
      }),
    ),
  ).toEqual([
    "layers-of-renderer-editor: renderer/editor/a.ts",
    "layers-of-renderer-shell: renderer/shell/a.ts",
    "layers-of-renderer-tools: renderer/tools/a.ts",
  ]);
});

test("folders that come back to themselves are found, also a folder with its own subfolder", () => {
  const file = (source: string, ...imports: string[]) => ({
    source,
    dependencies: imports.map((resolved) => ({ resolved })),
  });
  const tree = [
    file("renderer/floor/store.ts"),
    file("renderer/floor/menus/menu.ts", "renderer/floor/store.ts"),
    file("renderer/code/documents.ts", "renderer/floor/menus/menu.ts", "node_modules/react/index.js"),
    file("renderer/code/documents.test.ts", "renderer/editor/editor.ts"),
    file("renderer/editor/editor.ts", "renderer/code/documents.ts"),
  ];
  expect(folderCircles(tree)).toEqual([]);
  const back = file("renderer/floor/tools.ts", "renderer/floor/menus/menu.ts");
  expect(folderCircles([...tree, back]).map((circle) => circle.toSorted())).toEqual([
    ["renderer/floor", "renderer/floor/menus"],
  ]);
});
