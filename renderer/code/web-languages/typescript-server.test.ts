import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import "vscode-jsonrpc/node";
import { afterEach, expect, test } from "vitest";
import type * as lsp from "vscode-languageserver-protocol";
import { DISK_CHANGED, LIST_FOLDER, READ_FILE } from "./disk-questions";
import { serveTypeScript } from "./typescript-server";
import { openWorkerClient, type WorkerClient } from "./worker-client.fixture";

/** The declarations of the language itself. */
const LIBRARY = resolve("node_modules/typescript/lib");

const clients: WorkerClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

/** A window whose disk has these files. */
function serve(files: Record<string, string> = {}): WorkerClient & { readonly read: string[] } {
  const client = openWorkerClient((connection) => serveTypeScript(connection, 0));
  const read: string[] = [];
  void client.ask("initialize", { initializationOptions: { library: LIBRARY } });
  client.connection.onRequest(READ_FILE, ({ path }: { path: string }) => {
    if (path.startsWith(LIBRARY)) return readFile(path, "utf8");
    read.push(path);
    return files[path] ?? null;
  });
  client.connection.onRequest(LIST_FOLDER, async ({ path }: { path: string }) => {
    if (path === LIBRARY) return readdir(path);
    // Of what is above it nothing may be known.
    if (LIBRARY.startsWith(`${path}/`) || path === "/") return null;
    const within = path === "/" ? "/" : `${path}/`;
    const names = Object.keys(files)
      .filter((file) => file.startsWith(within))
      .map((file) => file.slice(within.length).split("/"))
      .map(([name = "", ...rest]) => (rest.length > 0 ? `${name}/` : name));
    return names.length > 0 ? [...new Set(names)] : null;
  });
  clients.push(client);
  return Object.assign(client, { read });
}

const words = (problems: readonly lsp.Diagnostic[]) =>
  problems.filter(({ severity }) => severity === 1).map(({ code, range }) => [code, range.start.line]);

/** Where `|` stands in a text, and the text without it. */
function cursor(marked: string): { text: string; position: lsp.Position } {
  const before = marked.slice(0, marked.indexOf("|"));
  const lines = before.split("\n");
  return {
    text: marked.replace("|", ""),
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

test("problems, completion, hover, arguments and layout of one file", async () => {
  const client = serve();
  const { text, position } = cursor(
    "/** The area. */\nfunction area(r: number) { return r * r }\nconst s: string = area(2);\nMath.|\n",
  );
  const textDocument = { uri: client.open("untitled:/1/Untitled%201", "typescript", text) };
  expect(words(await client.problems(textDocument.uri, 1))).toEqual([
    [1003, 3],
    [2322, 2],
  ]);
  const list = await client.ask<lsp.CompletionList>("textDocument/completion", { textDocument, position });
  const sqrt = list.items.find(({ label }) => label === "sqrt");
  expect(sqrt).toBeDefined();
  const resolved = await client.ask<lsp.CompletionItem>("completionItem/resolve", sqrt);
  expect(resolved.detail).toContain("sqrt(x: number): number");
  const at = { textDocument, position: { line: 2, character: 20 } };
  expect(JSON.stringify(await client.ask("textDocument/hover", at))).toContain("The area.");
  const inCall = { textDocument, position: { line: 2, character: 23 } };
  const help = await client.ask<lsp.SignatureHelp>("textDocument/signatureHelp", inCall);
  expect(help.signatures[0]?.label).toBe("area(r: number): number");
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await client.ask<lsp.TextEdit[]>("textDocument/formatting", { textDocument, options });
  expect(edits.map(({ newText }) => newText)).toEqual([]);
});

test("open files know each other, and another name changes them all", async () => {
  const client = serve();
  const lib = client.open("file:///p/lib.ts", "typescript", "export const pi = 3;\n");
  const main = client.open(
    "file:///p/main.ts",
    "typescript",
    'import { pi } from "./lib";\nconst x: string = pi;\n',
  );
  expect(words(await client.problems(main, 1))).toEqual([[2322, 1]]);
  const at = { textDocument: { uri: main }, position: { line: 1, character: 19 } };
  expect(await client.ask("textDocument/definition", at)).toMatchObject([
    { uri: lib, range: { start: { line: 0, character: 13 } } },
  ]);
  const { changes } = await client.ask<lsp.WorkspaceEdit>("textDocument/rename", { ...at, newName: "tau" });
  expect(Object.keys(changes ?? {}).sort()).toEqual([lib, main]);

  client.change(lib, 2, [{ text: 'export const pi = "3";\n' }]);
  client.change(main, 2, [{ text: 'import { pi } from "./lib";\nconst x: string = pi;\n\n' }]);
  expect(words(await client.problems(main, 2))).toEqual([]);
});

test("what is imported is read from the disk, packages and configuration too, and again when that changed", async () => {
  const files: Record<string, string> = {
    "/p/tsconfig.json": '{ "extends": "./base.json", "compilerOptions": { "module": "esnext" } }',
    "/p/base.json": '{ "compilerOptions": { "strict": true, "moduleResolution": "bundler" } }',
    "/p/src/deep.ts": 'export { one } from "./deeper";\n',
    "/p/src/deeper.ts": "export const one = 1;\n",
    "/p/node_modules/thing/package.json": '{ "name": "thing", "types": "index.d.ts" }',
    "/p/node_modules/thing/index.d.ts": "export declare const thing: string;\n",
    "/p/secret.txt": "not asked for",
  };
  const client = serve(files);
  const text =
    'import { one } from "./deep";\nimport { thing } from "thing";\nconst a: string = one;\nconst b: number = thing;\nfunction f(x) {}\n';
  const uri = client.open("file:///p/src/main.ts", "typescript", text);
  expect(words(await client.problems(uri, 1))).toEqual([
    [2322, 2],
    [2322, 3],
    [7006, 4],
  ]);
  expect(client.read).not.toContain("/p/secret.txt");
  files["/p/src/deeper.ts"] = 'export const one = "1";\n';
  void client.connection.sendNotification(DISK_CHANGED);
  client.change(uri, 2, [{ text: `${text}\n` }]);
  expect(words(await client.problems(uri, 2))).toEqual([
    [2322, 3],
    [7006, 4],
  ]);
});

test("what a shell takes is no problem where no configuration rules", async () => {
  const client = serve();
  client.open("file:///p/other.ts", "typescript", "const data = 1;\n");
  const text =
    'import fs from "node:fs";\nconst data = await fetch("x");\nprocess.exit();\npath.join("a");\nmissing;\n';
  const uri = client.open("file:///p/cells.ts", "typescript", text.replace('import fs from "node:fs";', ""));
  expect(words(await client.problems(uri, 1))).toEqual([[2304, 4]]);
  const modules = client.open("file:///p/module.ts", "typescript", text);
  expect(words(await client.problems(modules, 1))).toEqual([[2304, 4]]);
});

test("JavaScript has its syntax checked, its types only where that is asked for", async () => {
  const client = serve();
  const plain = client.open("file:///p/a.js", "javascript", "const x = 1;\nx.nothing();\nlet y = ;\n");
  expect(words(await client.problems(plain, 1))).toEqual([[1109, 2]]);
  const checked = client.open("file:///p/b.js", "javascript", "// @ts-check\nconst z = 1;\nz.nothing();\n");
  expect(words(await client.problems(checked, 1))).toEqual([[2339, 2]]);
});

test("a problem is mended by a fix, and a name brings its import along", async () => {
  const client = serve();
  client.open("file:///p/lib.ts", "typescript", "export const answer = 42;\n");
  const uri = client.open("file:///p/main.ts", "typescript", "answer;\nexport {};\n");
  const textDocument = { uri };
  const [diagnostic] = await client.problems(uri, 1);
  expect(diagnostic?.code).toBe(2304);
  const fixes = await client.ask<lsp.CodeAction[]>("textDocument/codeAction", {
    textDocument,
    range: diagnostic?.range,
    context: { diagnostics: [diagnostic] },
  });
  expect(JSON.stringify(fixes[0]?.edit)).toContain("./lib");
});

test("a folder that cannot be read, and a file that is gone, cost nothing", async () => {
  const client = openWorkerClient((connection) => serveTypeScript(connection, 0));
  clients.push(client);
  // Nobody answers what it asks: the requests fail.
  await client.ask("initialize", { initializationOptions: { library: LIBRARY } });
  const uri = client.open("file:///q/main.ts", "typescript", 'import "./gone";\nimport x from "far";\nx;\n');
  expect(words(await client.problems(uri, 1)).map(([code]) => code)).toContain(2307);
});
