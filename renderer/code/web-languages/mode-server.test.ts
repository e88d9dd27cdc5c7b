import "vscode-jsonrpc/node";
import { afterEach, describe, expect, test } from "vitest";
import type * as lsp from "vscode-languageserver-protocol";
import { css } from "./css-server";
import { html } from "./html-server";
import { json } from "./json-server";
import { type ModeServer, serveMode } from "./mode-server";
import { openWorkerClient, type WorkerClient } from "./worker-client.fixture";

const clients: WorkerClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function serve(server: ModeServer): WorkerClient {
  const client = openWorkerClient((connection) => serveMode(connection, server, 0));
  clients.push(client);
  return client;
}

const labels = (list: lsp.CompletionList | null) => list?.items.map(({ label }) => label) ?? [];

describe("JSON", () => {
  test("what is wrong is told with its line, and again when it is mended", async () => {
    const client = serve(json);
    const uri = client.open("file:///a/package.json", "json", '{\n  "a": 1,\n}\n');
    expect((await client.problems(uri, 1)).map(({ range, message }) => [range.start.line, message])).toEqual([
      [1, "Trailing comma"],
    ]);
    client.change(uri, 2, [
      { range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } }, text: "" },
    ]);
    expect(await client.problems(uri, 2)).toEqual([]);
  });

  test("comments are right in files that programs read with comments, and no schema is asked for", async () => {
    const client = serve(json);
    const text = '{\n  // why\n  "$schema": "https://example.org/schema.json",\n}\n';
    const loose = client.open("file:///a/tsconfig.json", "json", text);
    expect(await client.problems(loose, 1)).toEqual([]);
    const strict = client.open("file:///a/data.json", "json", text);
    expect((await client.problems(strict, 1)).length).toBe(2);
  });

  test("a file whose schema is known is completed and checked by it, with comments", async () => {
    const client = serve(json);
    const address = "file:///p/a%20%5Bb%5D/settings.json";
    const schema = { type: "object", properties: { theme: { enum: ["light", "dark"], default: "light" } } };
    await client.ask("initialize", {
      initializationOptions: {
        schemas: [
          { address, schema },
          {
            ending: "/.tandem/settings.json",
            schema: { additionalProperties: { deprecationMessage: "Not here." } },
          },
        ],
      },
    });
    const text = '{\n  // why\n  "theme": "puce",\n  \n}\n';
    const uri = client.open(address, "json", text);
    const problems = await client.problems(uri, 1);
    expect(problems.map(({ range }) => range.start.line)).toEqual([2]);
    const list = await client.ask<lsp.CompletionList>("textDocument/completion", {
      textDocument: { uri },
      position: { line: 2, character: 13 },
    });
    expect(labels(list).sort()).toEqual(['"dark"', '"light"']);
    const inner = client.open("file:///q/.tandem/settings.json", "json", '{ "zoom": 1, // why\n }');
    expect((await client.problems(inner, 1)).map(({ message }) => message)).toEqual(["Not here."]);
    const other = client.open("file:///p/other/settings.json", "json", '{ "theme": "puce" }');
    expect(await client.problems(other, 1)).toEqual([]);
  });

  test("it formats, and knows what it is made of", async () => {
    const client = serve(json);
    const textDocument = { uri: client.open("file:///a/x.json", "json", '{"a":{"b":[1,2]}}') };
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.ask<lsp.TextEdit[]>("textDocument/formatting", { textDocument, options });
    expect(edits.length).toBeGreaterThan(0);
    const symbols = await client.ask<lsp.DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
    expect(symbols[0]?.name).toBe("a");
    expect(symbols[0]?.children?.[0]?.name).toBe("b");
  });
});

describe("CSS, SCSS and Less", () => {
  test("problems with their fixes, completion, hover, definition and another name", async () => {
    const client = serve(css);
    const text = "$wide: 10px;\n.a { widht: $wide; }\n.b { width: $wide; }\n";
    const uri = client.open("file:///a/x.scss", "scss", text);
    const textDocument = { uri };
    const problems = await client.problems(uri, 1);
    expect(problems.map(({ message }) => message)).toContain("Unknown property: 'widht'");
    const unknown = problems.filter(({ message }) => String(message).startsWith("Unknown"));
    const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 10 } };
    const fixes = await client.ask<lsp.CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range,
      context: { diagnostics: unknown },
    });
    expect(fixes.map(({ edit }) => edit?.changes?.[uri]?.[0]?.newText)).toContain("width");
    const position = { line: 1, character: 19 };
    const list = await client.ask<lsp.CompletionList>("textDocument/completion", { textDocument, position });
    expect(labels(list)).toContain("color");
    const variable = { line: 2, character: 14 };
    const at = { textDocument, position: variable };
    expect((await client.ask<lsp.Location>("textDocument/definition", at)).range.start.line).toBe(0);
    const renamed = await client.ask<lsp.WorkspaceEdit>("textDocument/rename", { ...at, newName: "$w" });
    expect(renamed.changes?.[uri]?.length).toBe(3);
    const hover = { textDocument, position: { line: 2, character: 7 } };
    expect(JSON.stringify(await client.ask("textDocument/hover", hover))).toContain("width");
  });

  test("a language that it does not know is answered with nothing", async () => {
    const client = serve(css);
    const uri = client.open("file:///a/x.py", "python", "x = 1");
    const position = { line: 0, character: 0 };
    expect(await client.ask("textDocument/hover", { textDocument: { uri }, position })).toBeNull();
    expect(await client.problems(uri, 1)).toEqual([]);
  });
});

describe("HTML", () => {
  test("tags, their attributes and both ends of a tag", async () => {
    const client = serve(html);
    const textDocument = { uri: client.open("file:///a/x.html", "html", "<body><di</body>\n<p>\n</p>\n") };
    const list = await client.ask<lsp.CompletionList>("textDocument/completion", {
      textDocument,
      position: { line: 0, character: 9 },
    });
    expect(labels(list)).toContain("div");
    const position = { line: 1, character: 1 };
    const hover = await client.ask("textDocument/hover", { textDocument, position });
    expect(JSON.stringify(hover)).toContain("paragraph");
    const { changes } = await client.ask<lsp.WorkspaceEdit>("textDocument/rename", {
      textDocument,
      position,
      newName: "div",
    });
    expect(changes?.[textDocument.uri]?.length).toBe(2);
  });
});
