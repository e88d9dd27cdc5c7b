/**
 * "Run selection or statement" over Python's own standard library: each statement that stands in no other one is found
 * where Python's own parser (`ast`) says it is. A part of the files by a seed; all of them with TANDEM_ALL_FILES=1.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readCode } from "../../renderer/code/code";
import "../../renderer/code/grammar-tables";
import { statementAt, topStatements } from "../../renderer/code/statements";
import { python } from "./programs";

const SEED = 20;
const FILES = 120;
const ALL = Boolean(process.env["TANDEM_ALL_FILES"]);

/** Prints, as JSON, of each file of the library that parses the first and last lines of its statements. */
const PROGRAM = `
import ast, json, os, random, sys, sysconfig, warnings
warnings.simplefilter("ignore")
files = []
for folder, folders, names in os.walk(sysconfig.get_path("stdlib")):
    folders[:] = sorted(name for name in folders if name != "site-packages")
    files += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".py")]
if sys.argv[2] != "all":
    files = random.Random(int(sys.argv[1])).sample(files, min(int(sys.argv[2]), len(files)))
found = []
for file in files:
    try:
        with open(file, encoding="utf-8-sig") as stream:
            body = ast.parse(stream.read()).body
    except (SyntaxError, UnicodeDecodeError, ValueError):
        continue
    lines = []
    for node in body:
        first = min([node.lineno] + [decorator.lineno for decorator in getattr(node, "decorator_list", [])])
        # Statements on one line are run as one.
        if lines and first <= lines[-1][1]:
            lines[-1][1] = max(lines[-1][1], node.end_lineno)
        else:
            lines.append([first, node.end_lineno])
    found.append([file, lines])
json.dump(found, sys.stdout)
`;

it(
  "every statement of the standard library's files is found where ast says",
  () => {
    const count = ALL ? "all" : String(FILES);
    const output = execFileSync(python, ["-c", PROGRAM, String(SEED), count], { maxBuffer: 2 ** 28 });
    const files = JSON.parse(output.toString()) as [string, [number, number][]][];
    expect(files.length).toBeGreaterThan(FILES / 2);
    for (const [file, wanted] of files) {
      const code = readCode(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), "python", "#");
      expect(
        topStatements(code).map(({ from, to }) => [from, to]),
        file,
      ).toEqual(wanted);
      // The same from a line of the file, as the command finds it.
      const [from, to] = wanted[Math.floor(wanted.length / 2)] ?? [0, 0];
      if (from > 0) expect(statementAt(code, from), file).toEqual({ from, to });
    }
  },
  ALL ? 1_200_000 : 120_000,
);
