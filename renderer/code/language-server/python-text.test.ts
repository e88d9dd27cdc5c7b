import { expect, test } from "vitest";
import { isShellName, servedPython } from "./python-text";

function served(text: string): string {
  const { text: made, replaced } = servedPython(text);
  expect(made).toHaveLength(text.length);
  const [had, has] = [text.split("\n"), made.split("\n")];
  expect(has).toHaveLength(had.length);
  // Exactly the lines that are named differ, from the column that is named.
  had.forEach((line, index) => {
    const column = replaced.get(index + 1);
    const same = column === undefined ? line.length : column - 1;
    expect(has[index]?.slice(0, same)).toBe(line.slice(0, same));
    expect(has[index]?.slice(same).trim()).toMatch(/^_?$/);
  });
  return made;
}

test.each([
  ["%matplotlib inline", "_                 "],
  ["  %time f(1)", "  _         "],
  ["!ls *.csv", "_        "],
  ["!", "_"],
  ["??print", "_      "],
  ["print?", "_     "],
  ["np.linalg.svd??", "_              "],
  ["files = !ls", "files = _  "],
  ["a, b = %env HOME", "a, b = _        "],
  ["d['a'] = !pwd", "d['a'] = _   "],
  ["%%", "_ "],
])("%s is replaced", (line, expected) => {
  expect(served(`x = 1\n${line}\ny = 2\n`)).toBe(`x = 1\n${expected}\ny = 2\n`);
});

test.each([
  "x = a % b",
  "x %= 3",
  "x != 3",
  "x = y != 3",
  "f(x=1) != f(y=2)",
  's = "50 %"',
  "s = 'what?'",
  "# is this so?",
  "x = 1  # = !ls",
  '"""\n%matplotlib inline\n!ls\nwhat?\n"""',
  "'''%%bash\n!x\n'''",
  "x = (a\n     % b)",
  "x = a \\\n  % b",
  "x = [\n  'a?',\n  % 3]",
])("%s stays", (code) => {
  expect(servedPython(code)).toEqual({ text: code, replaced: new Map() });
});

test("a command that goes on in the next line is replaced with it", () => {
  expect(served("!curl \\\n  -O x\ny = 1")).toBe("_      \n      \ny = 1");
});

test("a cell in another language is replaced whole, up to the next cell", () => {
  const cell =
    "# %% shell\n# what it does\n%%bash\nfor f in *; do\n  echo \"it's $f\n\ndone\n# %% next\nx = 1\n";
  const expected = cell.split("\n").map((line, index) => {
    if (index === 2) return `_${" ".repeat(line.length - 1)}`;
    return index > 2 && index < 7 ? " ".repeat(line.length) : line;
  });
  expect(served(cell)).toBe(expected.join("\n"));
});

test("what %%time measures is Python", () => {
  expect(served("## a\n%%time\nx = 1\n")).toBe("## a\n_     \nx = 1\n");
});

test("%% in the middle of a cell takes only its line", () => {
  expect(served("x = 1\n%%bash\ny = 2\n")).toBe("x = 1\n_     \ny = 2\n");
});

test("a bracket or a quote that is not closed hides no magics behind it", () => {
  expect(served("f(1,\n%time g()\n# %%\n  !ls\n")).toBe("f(1,\n_        \n# %%\n  _  \n");
  expect(served("x = 'a\n!ls\n")).toBe("x = 'a\n_  \n");
});

test("line ends stay", () => {
  expect(servedPython("!ls\r\nx = 1\r\n").text).toBe("_  \r\nx = 1\r\n");
});

test("names that a shell gives", () => {
  for (const name of ["display", "get_ipython", "In", "Out", "_", "__", "_i", "_12", "_i3", "_oh"])
    expect(isShellName(name)).toBe(true);
  for (const name of ["displays", "Input", "_x", "____", "np"]) expect(isShellName(name)).toBe(false);
});
