import { expect, it } from "vitest";
import { markdownOf } from "./docstring";

const lines = (...text: string[]) => text.join("\n");
/** Without empty lines, which are there to part and do no harm. */
const made = (doc: string) =>
  markdownOf(doc)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.trimEnd());

it("reads numpydoc", () => {
  expect(
    made(
      lines(
        "Evenly spaced numbers of `start` to *stop*.",
        "",
        "Parameters",
        "----------",
        "start : array_like",
        "    The starting value, at ``0``.",
        "*args : int, optional",
        "",
        "See Also",
        "--------",
        "arange : Similar.",
        "numpy.geomspace, logspace",
        "",
        "Notes",
        "-----",
        "It is :math:`x_i` of",
        "",
        ".. math:: x_i = a_i",
        "",
        ">>> np.linspace(2, 3)",
        "array([2., 3.])",
      ),
    ),
  ).toEqual([
    "Evenly spaced numbers of `start` to *stop*.",
    "### Parameters",
    "- **start** *array\\_like*",
    "  The starting value, at `0`.",
    "- **\\*args** *int, optional*",
    "### See Also",
    "- [arange](#help/arange): Similar.",
    "- [numpy.geomspace](#help/numpy.geomspace), [logspace](#help/logspace)",
    "### Notes",
    "It is $x_i$ of",
    "$$",
    "x_i = a_i",
    "$$",
    "~~~~~~python",
    ">>> np.linspace(2, 3)",
    "array([2., 3.])",
    "~~~~~~",
  ]);
});

it("reads Google's and reST's", () => {
  expect(
    made(
      lines(
        "Fits a line.",
        "",
        "Args:",
        "    x (ndarray): where",
        "    **kwargs: more",
        "Returns:",
        "    The slope.",
      ),
    ),
  ).toEqual([
    "Fits a line.",
    "### Args",
    "- **x** *ndarray*",
    "  where",
    "- **\\*\\*kwargs**",
    "  more",
    "### Returns",
    "- The slope.",
  ]);
  expect(
    made(
      lines(
        "See :func:`~numpy.fft.fft`::",
        "",
        "    __init__(self)",
        "",
        ":param x: where",
        "   it is",
        ":raises ValueError: never",
        "",
        ".. deprecated:: 1.2",
        "   Use `y`.",
      ),
    ),
  ).toEqual([
    "See [fft](#help/numpy.fft.fft):",
    "~~~~~~",
    "__init__(self)",
    "~~~~~~",
    "- **x** where",
    "  it is",
    "- **Raises ValueError** never",
    "> **Deprecated since 1.2**",
    "> Use `y`.",
  ]);
});

it("leaves Markdown as it is, and plain words are no marks", () => {
  const markdown = lines("## A title", "", "```julia", "f(x)", "```");
  expect(markdownOf(markdown)).toBe(markdown);
  expect(markdownOf("print(*objects, **kwargs[0]) <b> costs $5 and $6, __name__")).toBe(
    "print(\\*objects, \\*\\*kwargs&#91;0&#93;) \\<b> costs \\$5 and \\$6, \\_\\_name\\_\\_",
  );
});

it("takes megabytes and broken documentation in time proportional to their length", () => {
  const time = (text: string) => {
    const from = process.cpuUsage();
    markdownOf(text);
    return process.cpuUsage(from).user / 1000;
  };
  for (const piece of [
    ":param x: y\n",
    "a :: b\n\n   c\n",
    "```".slice(0, 2),
    ":func:`",
    "**a ",
    "Args:\n  x\n",
    "\n",
    "    x\n\n",
  ])
    expect(time(piece.repeat(200_000 / piece.length))).toBeLessThan(1500);
});

it("shows references by their numbers, each as a paragraph", () => {
  const doc = lines(
    "A signal [1]_, x[0]_y.",
    "",
    "References",
    "----------",
    ".. [1] One,",
    "    more.",
    ".. [2] Two.",
  );
  expect(made(doc)).toEqual([
    "A signal &#91;1&#93;, x&#91;0&#93;\\_y.",
    "### References",
    "&#91;1&#93; One,",
    "more.",
    "&#91;2&#93; Two.",
  ]);
  expect(markdownOf(doc)).toContain("more.\n\n&#91;2&#93;");
});
