/**
 * Notebooks that packages ship: read as the editor reads them, one cell edited, written as the editor writes. Untouched they
 * keep their bytes; edited they differ in that cell's source alone, and nbformat takes them as it took them before.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readDocument, writeDocument } from "../../main/files/documents";
import { SafetyCopies } from "../../main/files/safety-copies";
import { markedCells } from "../../preload/notebook/percent-text";
import { NotebookText } from "../../renderer/code/notebook-text";
import { fixture, python } from "./programs";

let folder: string;
let names: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tandem-notebooks-"));
  names = (await readdir(fixture("notebooks"))).filter((name) => name.endsWith(".ipynb"));
  expect(names.length).toBeGreaterThan(30);
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

/** As another system or program may have written the same notebook. */
const FORMS: readonly { readonly ending: string; readonly of: (text: string) => string }[] = [
  { ending: "", of: (text) => text },
  { ending: "-crlf", of: (text) => text.replaceAll("\n", "\r\n") },
  { ending: "-bom", of: (text) => `\ufeff${text.trimEnd()}` },
  { ending: "-line", of: (text) => JSON.stringify(JSON.parse(text)) },
];

/** Opens a notebook, gives its text to `edit`, and saves it. */
async function saved(name: string, edit: (notebook: NotebookText) => readonly string[]): Promise<void> {
  const { text, encoding, eol, mixedEol, stamp, digest } = await readDocument(at(name));
  const notebook = new NotebookText(text);
  const expected = { stamp, digest };
  const write = { path: at(name), text: notebook.fileOf(edit(notebook)), encoding, eol, expected };
  const { result } = await writeDocument(
    { ...write, ...(mixedEol && { keepEnds: true }) },
    new SafetyCopies(at("copies")),
  );
  expect(result).toBe("saved");
}

/** A line more at the end of the cell at that place. */
function withLine({ text, comment }: NotebookText, place: number): readonly string[] {
  const lines = text.split("\n");
  const cell = markedCells(lines, comment)[place];
  if (!cell) throw new Error(`no cell ${place}`);
  const end = lines[cell.to - 1] === "" ? cell.to - 1 : cell.to;
  lines.splice(end, 0, cell.type === "code" ? "edited_here = 1" : `${comment} edited_here = 1`);
  return lines;
}

type Json = Readonly<Record<string, unknown>>;

/** Each cell as JSON, of version 3 and 4. */
function cellsOf(text: string): readonly string[] {
  const { cells, worksheets } = JSON.parse(text.replace(/^\ufeff/, "")) as {
    cells?: readonly Json[];
    worksheets?: readonly { readonly cells: readonly Json[] }[];
  };
  return (cells ?? worksheets?.[0]?.cells ?? []).map((cell) => JSON.stringify(cell));
}

/** What of `before` is not in `after`, between what both begin and end with: "" where `after` has more alone. */
function replaced(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return before.slice(start, before.length - end);
}

const VALIDATE = `
import json, nbformat, sys, warnings
warnings.simplefilter("ignore")
def problem(name):
    try:
        nbformat.validate(nbformat.from_dict(json.load(open(name, encoding="utf-8-sig"))))
    except Exception as error:
        return type(error).__name__
print(json.dumps([[problem(name), problem(name + ".edited")] for name in sys.argv[1:]]))
`;

it("keep their bytes untouched, and differ in the edited cell alone", async () => {
  const made: string[] = [];
  for (const name of names) {
    const text = await readFile(path.join(fixture("notebooks"), name), "utf8");
    for (const { ending, of } of FORMS) {
      const file = `${name}${ending}`;
      const before = of(text);
      await writeFile(at(file), before);
      await saved(file, (notebook) => notebook.text.split("\n"));
      expect(await readFile(at(file), "utf8"), `${file}, untouched`).toBe(before);
      const was = cellsOf(before);
      const places = ending === "" ? [0, was.length >> 1, was.length - 1] : [was.length >> 1];
      for (const place of new Set(places)) {
        await writeFile(at(`${file}.edited`), before);
        await saved(`${file}.edited`, (notebook) => withLine(notebook, place));
        const after = await readFile(at(`${file}.edited`), "utf8");
        const now = cellsOf(after);
        expect(now[place], file).toContain("edited_here = 1");
        expect(
          now.map((cell, one) => (one === place ? was[one] : cell)),
          file,
        ).toEqual(was);
        // A line more is put in: nothing of what was there is written anew.
        expect(replaced(before, after), `${file}, cell ${place}`).toBe("");
      }
      made.push(file);
    }
  }
  const { stdout } = await promisify(execFile)(python, ["-c", VALIDATE, ...made.map(at)]);
  const problems = JSON.parse(stdout) as readonly [string | null, string | null][];
  // What was wrong with a notebook before is for its author to mend.
  expect(made.filter((_, one) => problems[one]?.[0] !== problems[one]?.[1])).toEqual([]);
  expect(problems.filter(([before]) => before === null).length).toBeGreaterThan(100);
});
