/** Finding in files by the real ripgrep, on real files. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundledRipgrep } from "../../main/search/bundled-ripgrep";
import type { SearchedText } from "../../main/search/joined-texts";
import { FolderSearch } from "../../main/search/search";
import type { FoundFile, SearchQuery } from "../../preload/contract/searching";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-search-"));
});
afterEach(() => rm(folder, { recursive: true }));

const program = bundledRipgrep(process.cwd());
const put = async (files: Readonly<Record<string, string | Buffer>>) => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
};
const begin = (text: string, more: Partial<SearchQuery> = {}, texts: readonly SearchedText[] = []) => {
  const files: FoundFile[] = [];
  const search = new FolderSearch({
    program,
    texts,
    query: {
      ...{ text, regexp: false, matchCase: false, word: false, folder, include: [], exclude: [] },
      ...{ ignored: true, replacement: null },
      ...more,
    },
    onFound: (found) => files.push(...found),
  });
  return { search, files };
};
const find = async (...given: Parameters<typeof begin>) => {
  const { search, files } = begin(...given);
  const outcome = await search.outcome;
  const places = files
    .flatMap((file) =>
      file.places.map(({ line, column, text, cell }) => {
        const name = file.path === null ? file.document : relative(folder, file.path);
        return `${name}:${cell ? `[${cell.number}]${cell.line}` : `${line}:${column}`} ${text}`;
      }),
    )
    .sort();
  return { ...outcome, places, files };
};

describe("finding in files", () => {
  it("heeds .gitignore, globs, case, words and expressions; binary files and .git are no texts", async () => {
    await put({
      ".gitignore": "out/\n",
      ".git/config": "lamp",
      "a.py": "lamp = Lamp()\nlamps\n",
      "sub/b.txt": "ä lamp\r\n",
      ".hidden/c.py": "lamp",
      "out/d.py": "lamp",
      "e.bin": Buffer.from("lamp\0lamp"),
    });
    expect((await find("lamp")).places).toEqual([
      ".hidden/c.py:1:1 lamp",
      "a.py:1:1 lamp",
      "a.py:1:8 Lamp",
      "a.py:2:1 lamp",
      "sub/b.txt:1:3 lamp",
    ]);
    const many = { matchCase: true, word: true };
    expect((await find("lamp", many)).places).toEqual([
      ".hidden/c.py:1:1 lamp",
      "a.py:1:1 lamp",
      "sub/b.txt:1:3 lamp",
    ]);
    expect((await find("l.mps$", { regexp: true, include: ["*.py"] })).places).toEqual(["a.py:2:1 lamps"]);
    expect((await find("lamp", { include: ["sub"] })).places).toEqual(["sub/b.txt:1:3 lamp"]);
    expect((await find("lamp", { ignored: false, exclude: ["a.py", ".hidden", "sub"] })).places).toEqual([
      "out/d.py:1:1 lamp",
    ]);
  });

  it("searches notebooks as cells, and open files as they are typed", async () => {
    const cells = [
      { cell_type: "code", source: ["import os\n", "lamp = 1"], outputs: [{ text: "lamp" }], metadata: {} },
      { cell_type: "markdown", source: "The lamp", metadata: {} },
    ];
    await put({
      "n.ipynb": JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells }),
      "broken.ipynb": "{ lamp",
      "a.py": "lamp",
      "skipped.txt": "",
    });
    const typed = (path: string | null, document: string, text: string) => ({
      path,
      document,
      text,
      notebook: null,
    });
    const found = await find("lamp", { exclude: ["skipped.txt"] }, [
      typed(join(folder, "a.py"), "d1", "no\nthe lamp"),
      typed(join(folder, "skipped.txt"), "d2", "lamp"),
      typed(null, "d3", "lamp"),
    ]);
    expect(found.places).toEqual(["a.py:2:5 lamp", "d3:1:1 lamp", "n.ipynb:[1]2 lamp", "n.ipynb:[2]1 lamp"]);
    expect(found).toMatchObject({ unreadable: 1, problem: null });
  });

  it("says what would come in place of each", async () => {
    await put({ "a.py": "area_of(x)\n" });
    const { files } = await find("(\\w+)_of", { regexp: true, replacement: "of_$1s" });
    expect(files[0]?.places[0]).toMatchObject({ text: "area_of", replacement: "of_areas" });
    const plain = await find("area_of", { replacement: "$1" });
    expect(plain.files[0]?.places[0]?.replacement).toBe("$1");
  });

  it("is not hung by an expression that backtracks for ever, and says what is wrong with others", async () => {
    await put({ "a.py": `${"a".repeat(200_000)}!` });
    expect(await find("^(a+)+$", { regexp: true })).toMatchObject({ places: [], problem: null });
    expect((await find("(a", { regexp: true })).problem).toBe("This cannot be searched for: unclosed group.");
    expect((await find("((\\w{999}){999}){9}", { regexp: true })).problem).toContain("size limit");
    expect((await find("a", { include: ["{"] })).problem).toContain("{");
  });

  it("has a bound, and can be ended", async () => {
    await put({ "a.txt": "x\n".repeat(60_000) });
    const { limited, files } = await find("x");
    expect(limited).toBe(true);
    expect(files.reduce((sum, { places }) => sum + places.length, 0)).toBe(50_000);
    const { search } = begin("x");
    search.stop();
    expect((await search.outcome).problem).toBeNull();
    const left = await promisify(execFile)("ps", ["-eo", "args"]).then(({ stdout }) => stdout);
    expect(left.split("\n").filter((line) => line.startsWith(program))).toEqual([]);
  });

  it("takes names with quotes, line breaks and dashes, and passes over links", async () => {
    await put({ "-x 'q'\n\".py": "lamp", "-- .txt": "lamp" });
    expect((await find("lamp")).places).toHaveLength(2);
  });
});
