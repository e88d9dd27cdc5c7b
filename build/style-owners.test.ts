import { expect, it } from "vitest";
import { selectorsIn, sharedStyles } from "./style-owners.mjs";

it("a class that two features style is named, and so is a rule that has nothing of its feature's own", () => {
  const sheets = {
    "renderer/floor/look/base.css": ".bar, .bar > .words { color: red } .row { color: red }",
    "renderer/floor/look/system-colours.css": ".found:hover { color: Highlight }",
    "renderer/sessions/sessions.css": "@media print { .found[data-x] { flex: none } } /* .row { } */",
    "renderer/tools/find/find.css":
      ".found { color: red } .find .row { color: blue } .row.mine { color: blue }",
    "renderer/tools/plots/plots.css":
      ".plots :is(.row, .bar), :root { color: red } .row > .bar { color: blue }",
    "renderer/shell/pane/pane.css": ".shell { color: red }",
    "renderer/shell/input/input.css": ".shell:focus { color: blue }",
  };
  expect(sharedStyles(sheets)).toEqual([
    ".found is styled by renderer/sessions/sessions.css and by renderer/tools/find/find.css: give one of them a name of its own.",
    'renderer/tools/plots/plots.css: ".row > .bar" has no class of its own, and styles what is another feature\'s.',
  ]);
});

it("selectors are read past comments, strings, conditions and what is nested", () => {
  const css = `@import "x.css"; a:is(b, c), d[x="{,"] { e: f; & .nested { g: h } } @supports (x: y) { .k { l: m } }`;
  expect(selectorsIn(css)).toEqual(["a:is(b, c)", 'd[x=""]', ".k"]);
});
