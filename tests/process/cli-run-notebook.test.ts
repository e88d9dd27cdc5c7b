import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toLines } from "../../preload/transcript/terminal";
import { CliProfile } from "./cli-fixture";
import { python } from "./programs";
import { until } from "./until";

let profile: CliProfile;
beforeEach(async () => {
  profile = await CliProfile.make();
});
afterEach(() => profile.dispose());

interface Cell {
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly outputs?: readonly Record<string, unknown>[];
  readonly source: string | readonly string[];
}

const file = (name: string) => path.join(profile.work, name);
const notebook = async (name: string): Promise<{ cells: readonly Cell[] }> =>
  JSON.parse(await readFile(file(name), "utf8"));

/** Written as nbformat writes it. */
async function write(
  name: string,
  sources: readonly (string | [source: string, tag: string])[],
): Promise<void> {
  const cells = sources.map((given, at) => {
    const [source, tag] = typeof given === "string" ? [given] : given;
    const metadata = tag === undefined ? {} : { tags: [tag] };
    return {
      cell_type: "code",
      execution_count: null,
      id: `c${at}`,
      metadata,
      outputs: [],
      source: [source],
    };
  });
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  const content = { cells, metadata: { kernelspec, other: 1 }, nbformat: 4, nbformat_minor: 5 };
  await profile.script(name, `${JSON.stringify(content, null, 1)}\n`);
}

/** What of an output has to be the same: kind and text. */
const essence = (output: Record<string, unknown>) => {
  const data = (output["data"] ?? {}) as Record<string, unknown>;
  // Which sequences make the colours is a matter of taste.
  const text = (value: unknown) => toLines(Array.isArray(value) ? value.join("") : String(value ?? ""));
  return {
    kind: output["output_type"],
    name: output["name"] ?? output["ename"] ?? null,
    text: text(output["text"] ?? output["evalue"] ?? data["text/plain"]),
    traceback: Array.isArray(output["traceback"]) ? toLines(output["traceback"].join("\n")) : null,
    types: Object.keys(data).sort(),
    count: output["execution_count"] ?? null,
    // Names in the same order, and text in the same lines.
    form: JSON.stringify({ ...output, traceback: null }).replace(/\\u001b\[[\d;]*m/g, ""),
  };
};

describe("tandem run of a notebook", () => {
  it("gives the outputs that nbclient gives, and nbformat is content with what is written", async () => {
    await write("all.ipynb", [
      "print('one')\nprint('no feed', end='')",
      "import sys\nprint('wrong', file=sys.stderr)\nprint('right')\n1 + 1",
      "from IPython.display import HTML, display, Markdown\nshown = display(HTML('<b>b</b>'), display_id=True)\nMarkdown('*m*')",
      "shown.update(HTML('<i>later</i>'))",
      "for i in range(3): print(i)\n{'a': [1, 2]}",
      "display({'text/plain': 'x', 'application/json': {'b': 1, 'a': [2]}, 'image/svg+xml': '<svg>\\n</svg>', 'image/png': 'iVBORw0KGgo='}, raw=True, metadata={'image/png': {'width': 3, 'height': 2}})",
      ["1 / 0", "raises-exception"],
      "print('\\x1b[1;31mred\\x1b[0m and \\x1b[38;5;208morange\\x1b[39m')",
      "x = 5",
      "x",
    ]);
    await writeFile(file("theirs.ipynb"), await readFile(file("all.ipynb")));
    const ended = await profile.run(["run", "all.ipynb"]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("one\nno feed");
    const theirs =
      "import nbformat, sys\nfrom nbclient import NotebookClient\nnb = nbformat.read(sys.argv[1], 4)\nNotebookClient(nb).execute()\nnbformat.write(nb, sys.argv[1])\nnbformat.validate(nbformat.read(sys.argv[2], 4))";
    await promisify(execFile)(python, ["-c", theirs, file("theirs.ipynb"), file("all.ipynb")], {
      env: { ...process.env, IPYTHONDIR: path.join(profile.root, "ipython") },
    });
    const outputs = async (name: string) =>
      (await notebook(name)).cells.map((cell) => [cell.execution_count, cell.outputs?.map(essence)]);
    expect(await outputs("all.ipynb")).toEqual(await outputs("theirs.ipynb"));
  });

  it("stops at the first error and says where, with what ran in the file; parameters stand behind theirs", async () => {
    await write("fit.ipynb", [["alpha = 1", "parameters"], "print(alpha, name)", "1 / 0", "print('never')"]);
    const args = ["run", "fit.ipynb", "--set", "alpha=0.6", "--set", "name=M 31", "--html", "report.html"];
    const ended = await profile.run(args);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("fit.ipynb, cell 4: ZeroDivisionError: division by zero");
    const { cells } = await notebook("fit.ipynb");
    expect(cells[1]).toMatchObject({ metadata: { tags: ["injected-parameters"] } });
    expect(cells[2]?.outputs).toMatchObject([{ text: ["0.6 M 31\n"] }]);
    expect(cells[4]).toMatchObject({ execution_count: null, outputs: [] });
    const report = await readFile(file("report.html"), "utf8");
    expect(report).toContain("0.6 M 31");
    expect(report).toContain("ZeroDivisionError");
    // Again with others: the cell that sets them is the same one.
    await profile.run(["run", "fit.ipynb", "--set", "alpha=2"]);
    const again = (await notebook("fit.ipynb")).cells;
    expect(again).toHaveLength(5);
    expect(String(again[1]?.source)).toContain("alpha = 2");
  });

  it("ends as Python does where a cell calls sys.exit", async () => {
    await write("exits.ipynb", ["import sys\nsys.exit(3)", "print('never')"]);
    const ended = await profile.run(["run", "exits.ipynb"]);
    expect(ended).toMatchObject({ code: 3, stdout: "" });
    expect(ended.stderr).toContain("exits.ipynb, cell 1: SystemExit: 3");
    await write("done.ipynb", ["import sys\nsys.exit()", "print('never')"]);
    expect(await profile.run(["run", "done.ipynb"])).toMatchObject({ code: 0 });
  });

  it("writes cell by cell, and what another program does to the file meanwhile stays", async () => {
    await write("long.ipynb", [
      "print('first')",
      "import os, time\nwhile not os.path.exists('go'): time.sleep(0.05)\nprint('second')",
    ]);
    const running = profile.run(["run", "long.ipynb"]);
    const first = async () => (await notebook("long.ipynb")).cells[0]?.outputs?.length === 1;
    await until("the first cell's output in the file", first);
    const now = JSON.parse(await readFile(file("long.ipynb"), "utf8"));
    now.cells.unshift({ cell_type: "markdown", id: "new", metadata: {}, source: ["Words"] });
    await writeFile(file("long.ipynb"), JSON.stringify(now, null, 1));
    await profile.script("go", "");
    expect((await running).code).toBe(0);
    const { cells } = await notebook("long.ipynb");
    expect(cells.map(({ cell_type }) => cell_type)).toEqual(["markdown", "code", "code"]);
    expect(cells[1]?.outputs).toMatchObject([{ text: ["first\n"] }]);
    expect(cells[2]?.outputs).toMatchObject([{ text: ["second\n"] }]);
  });

  it("says in a sentence what it cannot do", async () => {
    await write("x.ipynb", ["1"]);
    await profile.script("cut.ipynb", (await readFile(file("x.ipynb"), "utf8")).slice(0, 90));
    await profile.script("x.py", "1");
    const text = (await readFile(file("x.ipynb"), "utf8")).replace('"python3"', '"nowhere"');
    await profile.script("other.ipynb", text.replace('"Python 3"', '"Nowhere"'));
    const cases: [string[], number, RegExp][] = [
      [["run", "cut.ipynb"], 1, /cut\.ipynb is no notebook that can be read: not JSON \(line \d+\)\.\n$/],
      [["run", "gone.ipynb"], 3, /gone\.ipynb cannot be read: it is not there\.\n$/],
      [["run", "other.ipynb"], 3, /The kernel "Nowhere", which other\.ipynb wants, is not on this machine\./],
      [["run", "x.ipynb", "--set", "1=2"], 2, /--set needs NAME=VALUE/],
      [["run", "x.ipynb", "--detach"], 2, /--detach/],
      [["run", "--set", "a=1", "x.py"], 2, /--set is for notebooks/],
    ];
    for (const [args, code, sentence] of cases) {
      const ended = await profile.run(args);
      expect(ended.stderr, args.join(" ")).toMatch(sentence);
      expect(ended.code, args.join(" ")).toBe(code);
    }
  });
});
