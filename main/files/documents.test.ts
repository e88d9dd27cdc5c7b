import {
  chmod,
  link as hardLink,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Backups } from "./backups";
import { MAX_DOCUMENT_BYTES, MAX_HEX_BYTES, readDocument, stampAt, writeDocument } from "./documents";
import { listFolder } from "./folder-list";
import { SafetyCopies } from "./safety-copies";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-documents-"));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const write = (name: string, text: string, more: Partial<Parameters<typeof writeDocument>[0]> = {}) =>
  writeDocument(
    { path: at(name), text, encoding: "utf8", eol: "\n", expected: null, ...more },
    new SafetyCopies(at("copies")),
  );

describe("a document", () => {
  it("has plain line ends in the window and its own on disk", async () => {
    await writeFile(at("a.py"), "\ufeffx = 'ö'\r\ny = 2\r\n");
    const read = await readDocument(at("a.py"));
    expect(read).toMatchObject({
      text: "x = 'ö'\ny = 2\n",
      encoding: "utf8bom",
      eol: "\r\n",
      readOnly: false,
    });
    await write("a.py", `${read.text}z = 3\n`, {
      encoding: read.encoding,
      eol: read.eol,
      expected: read,
    });
    expect(await readFile(at("a.py"), "utf8")).toBe("\ufeffx = 'ö'\r\ny = 2\r\nz = 3\r\n");
  });

  it("stays in Latin-1, and what Latin-1 has not is not lost in silence", async () => {
    await writeFile(at("old.py"), Buffer.from("# größe\n", "latin1"));
    const { text, encoding } = await readDocument(at("old.py"));
    expect([text, encoding]).toEqual(["# größe\n", "latin1"]);
    await write("old.py", "# Größe\n", { encoding });
    expect((await readFile(at("old.py"))).equals(Buffer.from("# Größe\n", "latin1"))).toBe(true);
    expect(await write("old.py", "# ä\n# 5 €\n", { encoding })).toEqual({
      result: "unwritable",
      sign: "€",
      line: 2,
    });
    expect((await readFile(at("old.py"))).equals(Buffer.from("# Größe\n", "latin1"))).toBe(true);
  });

  it("keeps its mode, and its link leads where it led", async () => {
    await mkdir(at("real"));
    await writeFile(at("real/tool.sh"), "echo 1\n", { mode: 0o600 });
    await chmod(at("real/tool.sh"), 0o751);
    await symlink("real/tool.sh", at("tool.sh"));
    await write("tool.sh", "echo 2\n");
    expect(await readlink(at("tool.sh"))).toBe("real/tool.sh");
    expect(await readFile(at("real/tool.sh"), "utf8")).toBe("echo 2\n");
    expect((await stat(at("real/tool.sh"))).mode & 0o777).toBe(0o751);
    expect(await readdir(at("real"))).toEqual(["tool.sh"]);
  });

  it("is replaced in one step: who has it open goes on reading the old one", async () => {
    await writeFile(at("a.py"), "old\n");
    const before = await stat(at("a.py"));
    await write("a.py", "new\n");
    expect((await stat(at("a.py"))).ino).not.toBe(before.ino);
  });

  it("is not written over what somebody else wrote", async () => {
    await writeFile(at("a.py"), "one\n");
    const read = await readDocument(at("a.py"));
    await writeFile(at("a.py"), "another\n");
    expect(await write("a.py", "two\n", { expected: read })).toEqual({ result: "changed" });
    expect(await readFile(at("a.py"), "utf8")).toBe("another\n");
    await rm(at("a.py"));
    expect(await write("a.py", "two\n", { expected: read })).toEqual({ result: "changed" });
    const saved = await write("a.py", "two\n", { expected: "absent" });
    expect(saved).toMatchObject({ result: "saved", stamp: (await stampAt(at("a.py")))?.stamp });
    expect(await write("a.py", "two\n", { expected: "absent" })).toEqual({ result: "changed" });
    const expected = saved as { stamp: string; digest: string };
    expect(await write("a.py", "three\n", { expected })).toMatchObject({ result: "saved" });
  });

  it("that was moved away and back, or only touched, is the one that it was", async () => {
    await writeFile(at("a.py"), "one\n");
    const read = await readDocument(at("a.py"));
    await writeFile(at("a.py"), "one\n");
    await utimes(at("a.py"), 1, 1);
    expect(await write("a.py", "two\n", { expected: read })).toMatchObject({ result: "saved" });
  });

  it("is written once at a time, and each save is told what the one before it wrote", async () => {
    await writeFile(at("a.py"), "one\n");
    const read = await readDocument(at("a.py"));
    const [first, second] = await Promise.all([
      write("a.py", "two\n", { expected: read }),
      write("a.py", "three\n", { expected: read }),
    ]);
    expect([first?.result, second?.result]).toEqual(["saved", "changed"]);
    expect(await readFile(at("a.py"), "utf8")).toBe("two\n");
  });

  it("has one identity under all its names", async () => {
    await mkdir(at("sub"));
    await writeFile(at("two.py"), "2\n");
    await symlink("two.py", at("link.py"));
    const [plain, dots, link] = await Promise.all(
      ["two.py", "sub/../two.py", "link.py"].map((name) => readDocument(`${folder}/${name}`)),
    );
    expect(dots?.path).toBe(at("two.py"));
    expect(link?.path).toBe(at("link.py"));
    expect([dots?.identity, link?.identity]).toEqual([plain?.identity, plain?.identity]);
    await hardLink(at("two.py"), at("hard.py"));
    const [one, other] = await Promise.all(["two.py", "hard.py"].map((name) => readDocument(at(name))));
    expect(one?.identity.inode).toBe(other?.identity.inode);
    expect(one?.identity.inode).not.toBe("");
  });

  it("keeps the line ends that its lines have, where they are mixed", async () => {
    await writeFile(at("mixed.txt"), "a\r\nb\nc\rd\r\ne\r\n");
    const read = await readDocument(at("mixed.txt"));
    expect(read).toMatchObject({ text: "a\nb\nc\nd\ne\n", eol: "\r\n", mixedEol: true });
    await write("mixed.txt", "new\na\nb\nC\nc\ne\n", { eol: "\r\n", keepEnds: true, expected: read });
    expect(await readFile(at("mixed.txt"), "utf8")).toBe("new\r\na\r\nb\nC\r\nc\re\r\n");
  });

  it("with a name of 255 bytes is saved", async () => {
    const name = `${"é".repeat(126)}.py`;
    await write(name, "1\n");
    await write(name, "2\n");
    expect(await readFile(at(name), "utf8")).toBe("2\n");
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ["is not there", async () => {}, /cannot be opened: it is not there\.$/],
    ["is a folder", (path) => mkdir(path), /cannot be opened: it is a folder\.$/],
    [
      "is too large",
      (path) => writeFile(path, "").then(() => truncate(path, MAX_DOCUMENT_BYTES + 1)),
      /it has 61 MB, and the editor takes files up to 60 MB\.$/,
    ],
    ["is a link to itself", (path) => symlink(path, path), /its links lead in a circle\.$/],
  ])("that %s is refused with a sentence", async (_what, prepare, sentence) => {
    await prepare(at("x"));
    await expect(readDocument(at("x"))).rejects.toThrow(sentence);
  });

  it("that is a notebook too large for a window is read without its outputs, and not to be saved over", async () => {
    const outputs = [{ output_type: "display_data", data: { "image/png": "A".repeat(MAX_DOCUMENT_BYTES) } }];
    const notebook = (given: readonly object[]) =>
      JSON.stringify({ cells: [{ cell_type: "code", outputs: given, source: ["1"] }], nbformat: 4 });
    await writeFile(at("large.ipynb"), notebook(outputs));
    const read = await readDocument(at("large.ipynb"));
    expect(read).toMatchObject({ text: notebook([]), readOnly: true, withoutOutputs: { size: 62914687 } });
    // Another picture of the same length is another file.
    await writeFile(at("large.ipynb"), notebook(outputs).replace("AAA", "BBB"));
    expect((await readDocument(at("large.ipynb"))).digest).not.toBe(read.digest);
    await truncate(at("large.ipynb"), 200);
    expect((await readDocument(at("large.ipynb"))).withoutOutputs).toBeUndefined();
  });

  it("that cannot be saved says so and leaves nothing behind", async () => {
    await expect(write("nowhere/a.py", "x")).rejects.toThrow(
      /a\.py cannot be saved: it is not there\. Save it under/,
    );
    const gone = { expected: "absent" } as const;
    expect(await write("nowhere/a.py", "x", gone)).toEqual({ result: "noFolder", folder: at("nowhere") });
    expect(await write("nowhere/a.py", "x", { ...gone, makeFolder: true })).toMatchObject({
      result: "saved",
    });
    expect(await readFile(at("nowhere/a.py"), "utf8")).toBe("x");
    await rm(at("nowhere"), { recursive: true });
    await mkdir(at("d"));
    await expect(write("d", "x")).rejects.toThrow(/cannot be saved: it is not a regular file\.$/);
    expect(await readdir(folder)).toEqual(["d"]);
  });
});

it("a binary file is a page of its bytes, of a long one of its beginning", async () => {
  await writeFile(at("x.bin"), Buffer.from([0x7f, 0x45, 0, 1]));
  expect(await readDocument(at("x.bin"))).toMatchObject({
    text: expect.stringMatching(/^00000000 {2}7f 45 00 01 +\|\.E\.\.\|$/),
    binary: { shown: 4, size: 4 },
    readOnly: true,
  });
  await writeFile(at("long.bin"), Buffer.alloc(MAX_HEX_BYTES + 1));
  const long = await readDocument(at("long.bin"));
  expect(long.binary).toEqual({ shown: MAX_HEX_BYTES, size: MAX_HEX_BYTES + 1 });
  expect(long.text.split("\n")).toHaveLength(MAX_HEX_BYTES / 16);
});

describe("a folder's list", () => {
  it("has folders first, numbers in their order, and links as what they lead to", async () => {
    for (const name of ["run10.py", "run2.py", "Alpha.txt", ".hidden"]) await writeFile(at(name), "");
    await mkdir(at("zoo"));
    await symlink("zoo", at("data"));
    await symlink("nowhere", at("broken"));
    expect(await listFolder(folder)).toEqual([
      { name: "data", kind: "folder" },
      { name: "zoo", kind: "folder" },
      { name: ".hidden", kind: "file" },
      { name: "Alpha.txt", kind: "file" },
      { name: "broken", kind: "file" },
      { name: "run2.py", kind: "file" },
      { name: "run10.py", kind: "file" },
    ]);
  });

  it("that cannot be read says so", async () => {
    await expect(listFolder(at("nowhere"))).rejects.toThrow(
      /The folder .*nowhere cannot be read: it is not there\./,
    );
  });
});

describe("backups", () => {
  const document = {
    path: null,
    identity: null,
    name: "untitled",
    text: "x = 1",
    encoding: "utf8",
    declared: null,
    eol: "\n",
    mixedEol: false,
    stamp: null,
    digest: "",
  } as const;

  it("come back, only the user can read them, and are gone when dropped", async () => {
    const backups = new Backups(at("backups"));
    await Promise.all([
      backups.write({ ...document, id: "a", text: "first" }),
      backups.write({ ...document, id: "a", text: "second" }),
      backups.write({ ...document, id: ".." }),
    ]);
    expect((await stat(at("backups"))).mode & 0o777).toBe(0o700);
    for (const name of await readdir(at("backups"))) {
      expect((await stat(join(at("backups"), name))).mode & 0o777).toBe(0o600);
    }
    const { backups: read } = await backups.readAll();
    expect(read.map(({ id, text }) => [id, text])).toEqual([
      ["..", "x = 1"],
      ["a", "second"],
    ]);
    await backups.drop("a");
    await backups.drop("..");
    expect(await readdir(at("backups"))).toEqual([]);
    await backups.drop("a");
  });

  it("that cannot be understood are set aside and named, and harm no other", async () => {
    const backups = new Backups(at("backups"));
    await backups.write({ ...document, id: "good" });
    await writeFile(join(at("backups"), "document-bad.json"), "{ half");
    const { backups: read, notices } = await backups.readAll();
    expect(read.map(({ id }) => id)).toEqual(["good"]);
    expect(notices[0]?.sentence).toContain("document-bad.json.corrupt");
    expect((await backups.readAll()).notices).toEqual([]);
  });
});
