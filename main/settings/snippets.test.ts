import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ensureSnippets, listSnippets, readSnippets } from "./snippets";

it("makes a file with an example that it can read, once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tandem-snippets-"));
  try {
    const file = join(folder, "snippets.json");
    expect(await listSnippets(file)).toEqual({ snippets: [], problem: null });
    await ensureSnippets(file);
    await ensureSnippets(file);
    const body = "fig, axes = plt.subplots()\naxes.plot(${1:x}, ${2:y})\n$0";
    expect(await listSnippets(file)).toMatchObject({
      snippets: [{ language: "python", name: "A figure", prefix: "fig", body }],
      problem: null,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("uses what can be used, and says what not", () => {
  const source = `{
  "*": { "todo": { "prefix": ["todo", "td"], "body": "TODO: $0" }, "bad": { "prefix": 3 } },
  "r": 7,
`;
  const { snippets, problem } = readSnippets(source);
  expect(snippets.map(({ prefix }) => prefix)).toEqual(["todo", "td"]);
  expect(problem).toMatch(/^Line \d of snippets\.json is no JSON\.$/);
  expect(readSnippets('{"r": {"x": {"body": "y"}}}').problem).toBe(
    "In snippets.json x has no prefix and body.",
  );
  expect(readSnippets("[]")).toEqual({ snippets: [], problem: null });
});
