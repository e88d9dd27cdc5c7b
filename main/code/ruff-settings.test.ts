import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { matchesPath } from "./path-patterns";
import { settingsFor } from "./ruff-settings";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-ruff-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, text: string): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
const settings = async (file: string) =>
  (await settingsFor(join(folder, file), join(folder, "user"))).settings;

describe("Ruff's settings for a file", () => {
  it("are those of the nearest file above it, a project's only with a part for Ruff", async () => {
    await put("pyproject.toml", '[project]\nrequires-python = ">=3.9"\n[tool.ruff]\nline-length = 100\n');
    await put("a/pyproject.toml", '[project]\nname = "ruffian"\n');
    await put("a/b/ruff.toml", "line-length = 60\n");
    await put("a/b/.ruff.toml", "line-length = 50\n");
    expect((await settings("a/x.py")).options).toEqual({ "target-version": "py39", "line-length": 100 });
    const near = await settings("a/b/x.py");
    expect(near.options).toEqual({ "line-length": 50 });
    expect(near.file).toBe(join(folder, "a/b/.ruff.toml"));
  });

  it("are the user's own where no folder has any", async () => {
    await put("user/ruff.toml", "line-length = 120");
    expect((await settings("x.py")).options).toEqual({ "line-length": 120 });
  });

  it("ask for no order of imports where nobody has said anything", async () => {
    const { file, options } = await settings("x.py");
    expect(file).toBeNull();
    expect(options.lint).toEqual({ ignore: expect.arrayContaining(["I001"]) });
    await put("ruff.toml", "");
    expect((await settings("x.py")).options).toEqual({});
  });

  it("extend others, whose lists are joined", async () => {
    await put("base.toml", 'line-length = 70\n[lint]\nselect = ["E"]\nextend-select = ["B"]\n');
    await put("a/ruff.toml", 'extend = "../base.toml"\n[lint]\nextend-select = ["I"]\n');
    expect((await settings("a/x.py")).options).toEqual({
      "line-length": 70,
      lint: { select: ["E"], "extend-select": ["B", "I"] },
    });
    await put("a/ruff.toml", 'extend = "ruff.toml"');
    expect((await settings("a/x.py")).problem).toBeNull();
    await put("a/ruff.toml", 'extend = "nowhere.toml"');
    expect((await settings("a/x.py")).problem).toContain("nowhere.toml, which is not there");
  });

  it("that are broken are said with file and line", async () => {
    const file = await put("ruff.toml", "line-length = 80\n[lint\n");
    const { problem } = await settings("x.py");
    expect(problem).toContain(file);
    expect(problem).toContain("line 2");
  });

  it("leave files out, and ignore rules in some, by their names", async () => {
    await put(
      "ruff.toml",
      'extend-exclude = ["old/*.py"]\n[lint.per-file-ignores]\n"tests/**" = ["S"]\n"!src/**.py" = ["D"]\n[format]\nexclude = ["*_pb2.py"]\n',
    );
    expect((await settings("old/x.py")).excluded).toEqual({ lint: true, format: true });
    expect((await settings(".venv/lib/x.py")).excluded.lint).toBe(true);
    expect((await settings("a_pb2.py")).excluded).toEqual({ lint: false, format: true });
    expect((await settings("tests/a/x.py")).ignored).toEqual(["S", "D"]);
    const { ignored, options } = await settings("src/x.py");
    expect(ignored).toEqual([]);
    expect(options.lint).toEqual({});
  });

  it("name what has to be watched", async () => {
    await put("ruff.toml", 'extend = "base.toml"');
    await put("base.toml", "");
    const { watched } = await settingsFor(join(folder, "a/x.py"), join(folder, "user"));
    for (const name of ["a/ruff.toml", "a/pyproject.toml", "ruff.toml", "base.toml"])
      expect(watched).toContain(join(folder, name));
  });
});

describe("patterns of paths", () => {
  const at = (pattern: string, path: string) => matchesPath(pattern, path, "/p");
  it("stand for names, for paths and for what lies in a folder", () => {
    expect(at("venv", "/p/venv/lib/x.py")).toBe(true);
    expect(at("tests/*.py", "/p/tests/x.py")).toBe(true);
    expect(at("tests/*.py", "/p/a/tests/x.py")).toBe(false);
    expect(at("**/tests/*.py", "/p/a/tests/x.py")).toBe(true);
    expect(at("*.{py,pyi}", "/p/a/x.pyi")).toBe(true);
    expect(at("test_[0-9]?.py", "/p/test_1a.py")).toBe(true);
    expect(at("[!a].py", "/p/a.py")).toBe(false);
  });
  it("take no time that grows beyond the lengths", () => {
    const started = performance.now();
    expect(at(`${"*a".repeat(200)}b`, `/p/${"a".repeat(5_000)}`)).toBe(false);
    expect(at("{a,b}".repeat(60), "/p/x.py")).toBe(false);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
