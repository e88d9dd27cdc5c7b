/** The language server that comes with the app, and programs that are none: as main runs them, without a window. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findCommand } from "../../main/language-servers/offered-servers";
import { ServerProcess, type ServerProgram } from "../../main/language-servers/server-process";
import type { RpcMessage } from "../../preload/contract/language-servers";
import { isShellName, servedPython } from "../../renderer/code/language-server/python-text";

const basedpyright: ServerProgram = {
  name: "basedpyright",
  command: process.execPath,
  args: [resolve("node_modules/basedpyright/langserver.index.js"), "--stdio"],
  env: process.env,
};
const PATIENCE = { timeout: 60_000, interval: 50 };

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
  readonly code?: string;
}

/** A server with what it said. */
class Client {
  readonly messages: RpcMessage[] = [];
  readonly ends: string[] = [];
  readonly process: ServerProcess;
  #id = 0;

  constructor(program: ServerProgram, cwd: string) {
    this.process = new ServerProcess(program, cwd, {
      message: (message) => {
        this.messages.push(message);
        const { id, method, params } = message as RpcMessage & { params?: { items?: unknown[] } };
        if (method === undefined || id === undefined) return;
        const result = method === "workspace/configuration" ? (params?.items ?? []).map(() => null) : null;
        this.process.send({ jsonrpc: "2.0", id, result } as RpcMessage);
      },
      end: (sentence) => this.ends.push(sentence),
    });
  }

  notify(method: string, params: unknown): void {
    this.process.send({ jsonrpc: "2.0", method, params } as RpcMessage);
  }

  async ask<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#id;
    this.process.send({ jsonrpc: "2.0", id, method, params } as RpcMessage);
    const answer = () => this.messages.find((message) => message.id === id && message.method === undefined);
    await expect.poll(answer, PATIENCE).toBeDefined();
    return (answer() as unknown as { result: Result }).result;
  }

  async initialize(folder: string): Promise<void> {
    const uri = pathToFileURL(folder).href;
    await this.ask("initialize", {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "test" }],
      capabilities: {
        workspace: { configuration: true, applyEdit: true },
        textDocument: { publishDiagnostics: { versionSupport: true }, rename: { prepareSupport: true } },
      },
    });
    this.notify("initialized", {});
  }

  open(uri: string, text: string): void {
    this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version: 1, text },
    });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    type Published = { readonly uri: string; readonly diagnostics: readonly Diagnostic[] };
    const of = () =>
      this.messages
        .filter(({ method }) => method === "textDocument/publishDiagnostics")
        .map((message) => (message as unknown as { params: Published }).params)
        .filter((params) => decodeURIComponent(params.uri) === decodeURIComponent(uri))
        .at(-1)?.diagnostics;
    await expect.poll(of, PATIENCE).toBeDefined();
    return of() ?? [];
  }
}

let folder: string;
let clients: Client[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-servers-"));
});
afterEach(async () => {
  for (const client of clients) client.process.dispose();
  clients = [];
  await rm(folder, { recursive: true, force: true });
});

function start(program: ServerProgram): Client {
  const client = new Client(program, folder);
  clients.push(client);
  return client;
}

/** A program that is no server, as a script of Node's. */
const program = (script: string, more: Partial<ServerProgram> = {}): ServerProgram => ({
  name: "hostile",
  command: process.execPath,
  args: ["-e", script],
  env: process.env,
  ...more,
});

const CELLS = `# %% setup
%matplotlib inline
import os
files = !ls {os.getcwd()}
if files:
    %time os.listdir()

# %% in another language
%%bash
for f in *; do echo "it's $f"; done

# %% live
os.listdir?
print(wrong_name)
`;

test("basedpyright finds what is wrong in a file with magics, and nothing in the magics", async () => {
  const server = start(basedpyright);
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "cells.py")).href;
  const { text, replaced } = servedPython(CELLS);
  server.open(uri, text);
  const found = (await server.diagnostics(uri)).filter(
    ({ range, code }) =>
      !replaced.has(range.start.line + 1) && ["reportUndefinedVariable", undefined].includes(code),
  );
  expect(found.map(({ range, message }) => [range.start.line, message])).toEqual([
    [13, '"wrong_name" is not defined'],
  ]);

  // Given as it is, it would be full of problems: that is what the replacing is for.
  const plain = pathToFileURL(join(folder, "plain.py")).href;
  server.open(plain, CELLS);
  expect((await server.diagnostics(plain)).length).toBeGreaterThan(replaced.size);
  expect(isShellName("wrong_name")).toBe(false);
});

test("basedpyright renames over files that are not open, and lists the folder's symbols", async () => {
  await writeFile(join(folder, "shapes.py"), "def area(r):\n    return r\n");
  await writeFile(join(folder, "uses.py"), "from shapes import area\nprint(area(1))\n");
  const server = start(basedpyright);
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "shapes.py")).href;
  server.open(uri, "def area(r):\n    return r\n");
  await server.diagnostics(uri);
  const edit = await server.ask<{ changes?: Record<string, unknown[]>; documentChanges?: unknown[] }>(
    "textDocument/rename",
    { textDocument: { uri }, position: { line: 0, character: 5 }, newName: "surface" },
  );
  expect(JSON.stringify(edit).match(/"newText":"surface"/g)).toHaveLength(3);
  const symbols = await server.ask<{ name: string }[]>("workspace/symbol", { query: "area" });
  expect(symbols.map(({ name }) => name)).toContain("area");
});

test("two windows on one folder have a server each, and one's death is not the other's", async () => {
  const [one, two] = [start(basedpyright), start(basedpyright)];
  await Promise.all([one.initialize(folder), two.initialize(folder)]);
  process.kill(one.process.pid ?? 0, "SIGKILL");
  await expect
    .poll(() => one.ends, PATIENCE)
    .toEqual(["The language server basedpyright is gone. It ended by signal SIGKILL."]);
  const uri = pathToFileURL(join(folder, "x.py")).href;
  two.open(uri, "print(nothing)\n");
  expect((await two.diagnostics(uri)).map(({ message }) => message)).toContain('"nothing" is not defined');
  expect(two.ends).toEqual([]);
});

test("a server that is stopped in the middle is ended by force", async () => {
  const server = start(basedpyright);
  await server.initialize(folder);
  const { pid = 0 } = server.process;
  process.kill(pid, "SIGSTOP");
  server.process.dispose();
  await expect
    .poll(() => {
      try {
        return process.kill(pid, 0);
      } catch {
        return "gone";
      }
    }, PATIENCE)
    .toBe("gone");
});

test("a server that takes too much memory is ended, with a sentence", async () => {
  const server = start(
    program("const kept = []; setInterval(() => kept.push(Buffer.alloc(2 ** 24, 1)), 20)", {
      mostMemory: 300 * 1024 ** 2,
    }),
  );
  await expect
    .poll(() => server.ends[0], PATIENCE)
    .toMatch(/^The language server hostile is gone. It took more than/);
});

test("a server that floods is read only as fast as it is asked for", async () => {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    method: "window/logMessage",
    params: { m: "x".repeat(60_000) },
  });
  const server = start(
    program(
      `const m = "Content-Length: ${body.length}\\r\\n\\r\\n" + ${JSON.stringify(body)};` +
        "const go = () => { while (process.stdout.write(m)); process.stdout.once('drain', go) }; go()",
    ),
  );
  await expect.poll(() => server.messages.length, PATIENCE).toBeGreaterThan(100);
  server.process.pause();
  const seen = async () => {
    await new Promise((done) => setImmediate(done));
    return server.messages.length;
  };
  // What was read already may still be on its way.
  let before = -1;
  await expect.poll(async () => before === (before = await seen()), PATIENCE).toBe(true);
  server.process.resume();
  await expect.poll(() => server.messages.length, PATIENCE).toBeGreaterThan(before + 100);
});

test.each([
  [
    "prints something else",
    "console.log('hello '.repeat(9000)); setInterval(() => {}, 1000)",
    /does not speak/,
  ],
  ["ends at once", "console.error('no such licence'); process.exit(3)", /exit code 3\. \(no such licence\)/],
])("a program that %s is no server", async (_what, script, sentence) => {
  const server = start(program(script));
  await expect.poll(() => server.ends[0], PATIENCE).toMatch(sentence);
  expect(server.ends).toHaveLength(1);
});

test("a program that is not there is said to be none", async () => {
  const server = start({ ...program(""), command: join(folder, "nothing") });
  await expect.poll(() => server.ends[0], PATIENCE).toMatch(/ENOENT/);
});

/** clangd, where this machine has it. */
const clangd = await findCommand("clangd", { env: process.env, home: homedir(), platform: process.platform });

test.skipIf(clangd === undefined)(
  "clangd, as a server of the user's own: problems, definition and another name in a C file",
  async () => {
    const server = start({ name: "clangd", command: clangd ?? "", args: [], env: process.env });
    await server.initialize(folder);
    const uri = pathToFileURL(join(folder, "area.c")).href;
    const text = "int area(int r) { return r * r; }\nint main(void) { return area(2) + missing; }\n";
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "cpp", version: 1, text } });
    const found = await server.diagnostics(uri);
    expect(found.map(({ range }) => range.start.line)).toEqual([1]);
    expect(found[0]?.message).toMatch(/undeclared identifier/);
    const at = { textDocument: { uri }, position: { line: 1, character: 26 } };
    const places = await server.ask<{ range: { start: unknown } }[]>("textDocument/definition", at);
    expect(places[0]?.range.start).toEqual({ line: 0, character: 4 });
    const renamed = await server.ask<{ changes?: Record<string, unknown[]> }>("textDocument/rename", {
      ...at,
      newName: "square",
    });
    expect(Object.values(renamed.changes ?? {})[0]).toHaveLength(2);
  },
);

test("a program that asks on a terminal has none, and is said to speak something else", async () => {
  const ask = `
    const fs = require("node:fs");
    let terminal = "none";
    try { fs.openSync("/dev/tty", "r+"); terminal = "one"; } catch {}
    process.stdout.write("terminal: " + terminal + "\\nPassword: " + "?".repeat(9000));
    setInterval(() => {}, 1000);`;
  const server = start(program(ask));
  await expect.poll(() => server.ends, PATIENCE).toHaveLength(1);
  expect(server.ends[0]).toContain("does not speak the Language Server Protocol");
});

test("a file that is no program is said to be none", async () => {
  const file = join(folder, "notes.txt");
  await writeFile(file, "not a program\n", { mode: 0o755 });
  for (const command of [file, join(folder, "gone")]) {
    const server = start({ name: "mine", command, args: [], env: process.env });
    await expect.poll(() => server.ends, PATIENCE).toHaveLength(1);
    expect(server.ends[0]).toMatch(/^The language server mine is gone\. (?:It cannot be started: |It ended)/);
  }
});

test.skipIf(process.platform === "win32")("what a server has started ends with it", async () => {
  const server = start(
    program(`
      const { spawn } = require("node:child_process");
      const child = spawn("sleep", ["600"], { stdio: "ignore" });
      const text = JSON.stringify({ jsonrpc: "2.0", method: "started", params: { pid: child.pid } });
      process.stdout.write("Content-Length: " + text.length + "\\r\\n\\r\\n" + text);
      setInterval(() => {}, 1000);`),
  );
  await expect.poll(() => server.messages.length, PATIENCE).toBe(1);
  const { pid } = (server.messages[0] as unknown as { params: { pid: number } }).params;
  const isThere = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  expect(isThere()).toBe(true);
  server.process.dispose();
  await expect.poll(isThere, PATIENCE).toBe(false);
});

test("a request that is not wanted any more ends within it, and the files that say so go with the server", async () => {
  vi.stubEnv("TMPDIR", folder);
  const server = start({ ...basedpyright, cancelledByFiles: true });
  const own = (await readdir(folder)).filter((name) => name.startsWith("tandem-language-server-"));
  expect(own).toHaveLength(1);
  vi.unstubAllEnvs();
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "long.py")).href;
  const lines = Array.from(
    { length: 400 },
    (_, n) => `def f_${n}(a: int) -> int: return a\nx_${n} = f_${n}(${n})`,
  );
  server.open(uri, `${lines.join("\n")}\nx`);
  const ask = (id: number) =>
    server.process.send({
      jsonrpc: "2.0",
      id,
      method: "textDocument/completion",
      params: { textDocument: { uri }, position: { line: 800, character: 1 } },
    } as RpcMessage);
  type Answer = RpcMessage & { readonly error?: { readonly code: number } };
  const answer = (id: number) =>
    server.messages.find((message) => message.id === id && message.method === undefined) as
      | Answer
      | undefined;
  ask(1_001);
  server.process.send({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id: 1_001 } } as RpcMessage);
  await expect.poll(() => answer(1_001), PATIENCE).toBeDefined();
  expect(answer(1_001)?.error?.code).toBe(-32800);
  // What is asked after it is answered as ever.
  ask(1_002);
  await expect.poll(() => answer(1_002), PATIENCE).toBeDefined();
  expect(answer(1_002)?.error).toBeUndefined();
  server.process.dispose();
  for (const name of own) await expect(stat(join(folder, name))).rejects.toThrow();
});

test("a link that leads back into its folder keeps basedpyright from nothing", async () => {
  await mkdir(join(folder, "pkg"));
  await writeFile(join(folder, "pkg", "__init__.py"), "def inner() -> int:\n    return 1\n");
  await symlink(folder, join(folder, "pkg", "again"), "dir");
  const server = start({ ...basedpyright, cancelledByFiles: true });
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "use.py")).href;
  server.open(
    uri,
    "from pkg import inner\nfrom pkg.again.pkg import inner as same\ninner()\nsame()\nwrong_name\n",
  );
  const found = await server.diagnostics(uri);
  expect(found.map(({ code, range }) => [code, range.start.line])).toContainEqual([
    "reportUndefinedVariable",
    4,
  ]);
  const symbols = await server.ask<readonly { readonly name: string }[] | null>("workspace/symbol", {
    query: "inner",
  });
  expect((symbols ?? []).length).toBeLessThan(10);
});

test("a folder of 20,000 files keeps basedpyright from nothing: problems, symbols of the folder, completion", async () => {
  const runs = Array.from({ length: 100 }, (_, run) => join(folder, `run${run}`));
  await Promise.all(runs.map((run) => mkdir(run)));
  for (const [number, run] of runs.entries())
    await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        at % 20 === 0
          ? writeFile(join(run, `fit${at}.py`), `def fit_${number}_${at}(x):\n    return x\n`)
          : writeFile(join(run, `${at}.dat`), ""),
      ),
    );
  const server = start({ ...basedpyright, cancelledByFiles: true });
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "use.py")).href;
  server.open(uri, "import math\nwrong_name\nmath.ac\n");
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain("reportUndefinedVariable");
  const symbols = await server.ask<readonly { readonly name: string }[] | null>("workspace/symbol", {
    query: "fit_77_180",
  });
  expect((symbols ?? []).map(({ name }) => name)).toContain("fit_77_180");
  const list = await server.ask<{ readonly items: readonly { readonly label: string }[] }>(
    "textDocument/completion",
    { textDocument: { uri }, position: { line: 2, character: 7 } },
  );
  expect(list.items.map(({ label }) => label)).toContain("acos");
});

test("stubs that are broken and files that do not parse keep basedpyright from nothing else", async () => {
  await mkdir(join(folder, "typings"));
  await writeFile(join(folder, "typings", "broken.pyi"), 'def half(: -> "\n\0class ((((\n');
  await writeFile(join(folder, "torn.py"), `def half(:\n${"(".repeat(2_000)}\n<<<<<<< HEAD\n`);
  const server = start({ ...basedpyright, cancelledByFiles: true });
  await server.initialize(folder);
  const uri = pathToFileURL(join(folder, "use.py")).href;
  server.open(uri, "import broken\nimport torn\nimport math\nmath.pi\nwrong_name\n");
  const found = await server.diagnostics(uri);
  expect(found.map(({ code, range }) => [code, range.start.line])).toContainEqual([
    "reportUndefinedVariable",
    4,
  ]);
  const torn = pathToFileURL(join(folder, "torn.py")).href;
  server.open(torn, await readFile(join(folder, "torn.py"), "utf8"));
  expect((await server.diagnostics(torn)).length).toBeGreaterThan(0);
});
