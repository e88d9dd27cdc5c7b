import { expect, it } from "vitest";
import { readTold } from "./told";

const label = (name: string) => `\u001b[31m${name}:\u001b[39m`;

it("reads what IPython says, of whose labels only the coloured ones count", () => {
  expect(
    readTold(
      [
        `${label("Signature")} linspace(start, stop)`,
        `${label("Docstring")}`,
        "Evenly spaced.",
        "",
        "Type: no label",
        `${label("File")}      /lib/numpy/function_base.py`,
        `${label("Type")}      function`,
      ].join("\n"),
    ),
  ).toEqual({
    signature: "linspace(start, stop)",
    facts: [["Type", "function"]],
    docs: ["Evenly spaced.\n\nType: no label"],
    source: null,
    file: "/lib/numpy/function_base.py",
  });
});

it("reads labels without colours, and text without labels", () => {
  expect(readTold("Type: int\nValue: 3\nDocstring:\nA number.")).toMatchObject({
    facts: [
      ["Type", "int"],
      ["Value", "3"],
    ],
    docs: ["A number."],
  });
  expect(readTold("a function of two arguments")).toMatchObject({
    docs: ["a function of two arguments"],
    facts: [],
  });
  expect(readTold("Docstring: <no docstring>").docs).toEqual([]);
});

it("shows the documentation of a value's type only where the value has none", () => {
  const type = `${label("Class docstring")}\nClass to wrap functions.`;
  expect(readTold(`${label("Docstring")}\nConvolution.\n${type}\n${label("Type")} Dispatcher`).docs).toEqual([
    "Convolution.",
  ]);
  expect(readTold(`${label("Docstring")} <no docstring>\n${type}`).docs).toEqual([
    "Class to wrap functions.",
  ]);
});
