/** What the workspace has a kernel do with a variable, as code: run by Python, with names of the user's that stand in its way. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Variable } from "../../preload/contract/variables";
import { type Codes, codesOf } from "../../renderer/tools/workspace/variable-codes";
import { python } from "./programs";

const MAKES = `
import numpy, pandas, polars
flux = numpy.linspace(0, 1, 12).reshape(4, 3)
image = numpy.zeros((4, 5, 3))
frame = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]})
column = frame["a"]
tall = polars.DataFrame({"a": [1, 2]})
tally = tall["a"]
rows = [3, 7, 5]
file = "mine"
np = "mine"
plt = "mine"
pickle = "mine"
`;
const NAMES = ["flux", "image", "frame", "column", "tall", "tally", "rows"] as const;

/** The variables as a kernel tells them. */
function told(): Map<string, Variable> {
  const program = `
import json, sys
sys.path.insert(0, ${JSON.stringify(path.resolve("kernel-host/builtin/python/interpreter"))})
from tandem_kernel.variables.answers import Variables
names = {}
exec(sys.stdin.read(), names)
print(json.dumps(Variables(lambda: names, lambda name, value: name == "__builtins__").read({})["variables"]))`;
  const found = JSON.parse(
    execFileSync(python, ["-c", program], { input: MAKES, encoding: "utf8" }),
  ) as Variable[];
  return new Map(found.map((variable) => [variable.name, variable]));
}

it("prints, plots and saves what the kernel tells of arrays, frames and lists, and leaves the user's names alone", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-codes-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const variables = told();
  const taken = new Set(
    [...variables.values()].filter(({ kind }) => kind !== "module").map(({ name }) => name),
  );
  const codes = NAMES.map((name): [string, Codes] => {
    const variable = variables.get(name);
    if (!variable) throw new Error(`${name} was not told`);
    return [name, codesOf("python", { variable, expression: name, whole: true }, taken, name)];
  });
  const formats = Object.fromEntries(
    codes.map(([name, { save = {} }]) => [name, Object.keys(save).join(" ")]),
  );
  expect(formats).toEqual({
    flux: "NPY CSV Pickle",
    image: "NPY Pickle",
    frame: "CSV Parquet Pickle",
    column: "CSV Parquet Pickle",
    tall: "CSV Parquet Pickle",
    tally: "CSV Parquet Pickle",
    rows: "Pickle",
  });
  const plots = Object.fromEntries(codes.map(([name, { plot = {} }]) => [name, Object.keys(plot).join(" ")]));
  expect(plots).toEqual({
    flux: "line histogram image",
    image: "histogram image",
    frame: "line histogram",
    column: "line histogram",
    tall: "",
    tally: "line histogram",
    rows: "line histogram",
  });
  const all = codes.flatMap(([, { print, plot = {}, save = {} }]) => [
    ...(print === undefined ? [] : [print]),
    ...Object.values(plot),
    ...Object.values(save),
  ]);
  const program = `
import json, sys
names = {}
exec(sys.argv[1], names)
import matplotlib
matplotlib.use("agg")
before = set(names)
for code in json.loads(sys.stdin.read()):
    try:
        exec(code, names)
    except ImportError:
        # pandas writes Parquet by a package of its own.
        assert "to_parquet" in code
        names = {name: value for name, value in names.items() if name in before or type(value).__name__ == "module"}
assert [names[name] for name in ("file", "np", "plt", "pickle")] == ["mine"] * 4
assert not [name for name in set(names) - before if type(names[name]).__name__ != "module"]
import numpy, pandas, polars
assert numpy.array_equal(numpy.load("flux.npy"), names["flux"])
assert numpy.array_equal(numpy.loadtxt("flux.csv", delimiter=","), names["flux"])
assert list(pandas.read_csv("frame.csv")["b"]) == ["x", "y"]
assert polars.read_csv("tall.csv").equals(names["tall"])
try:
    exec(json.loads(sys.argv[2]), names)
except FileExistsError:
    print("never in place of another")
`;
  const [, { save }] = codes[0] as [string, Codes];
  const said = execFileSync(python, ["-c", program, MAKES, JSON.stringify(save?.["NPY"] ?? "")], {
    cwd: folder,
    input: JSON.stringify(all),
    encoding: "utf8",
    env: { ...process.env, MPLCONFIGDIR: folder },
  });
  expect(said).toContain("never in place of another");
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["column.csv", "rows.pickle", "tally.parquet"]));
}, 60_000);

it("JavaScript prints, saves as JSON and forgets; R saves its own way", () => {
  const variable = { key: "a:x", name: "x", access: "x", kind: "sequence", type: "Array" } as Variable;
  const codes = codesOf("javascript", { variable, expression: "x", whole: true }, new Set(), "x");
  expect(Object.keys(codes.save ?? {})).toEqual(["JSON"]);
  expect(codes.remove).toBe("x = undefined");
  expect(codesOf("R", { variable, expression: "x", whole: true }, new Set(), "x").remove).toBe("rm(x)");
});
