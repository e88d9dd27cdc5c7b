import { expect, it } from "vitest";
import { representations, shownRepresentation } from "./representations";

it("the colours of a text are no way of their own to show it", () => {
  const coloured = { "application/vnd.tandem.coloured-text": "\x1b[33m6\x1b[39m", "text/plain": "6" };
  expect(types(coloured)).toEqual(["text/plain"]);
});

const types = (data: Record<string, unknown>) => representations(data).map(({ type }) => type);

it("the widest representation comes first, what cannot be drawn last", () => {
  expect(
    types({
      "text/plain": "x",
      "application/x-own": "AAAA",
      "image/png": "AAAA",
      "text/html": "<b>x</b>",
      "text/latex": "$x$",
    }),
  ).toEqual(["text/html", "text/latex", "image/png", "text/plain", "application/x-own"]);
});

it("a value that its type cannot have is only a file, and a widget is its text", () => {
  const [first] = representations({ "text/html": 7, "text/plain": "seven" });
  expect(first).toMatchObject({ type: "text/plain", drawing: "text" });
  expect(
    types({ "application/vnd.jupyter.widget-view+json": { model_id: "1" }, "text/plain": "Slider" })[0],
  ).toBe("text/plain");
});

it("what the user chose is shown as long as the output has it", () => {
  const data = { "text/html": ["<b>", "x</b>"], "text/plain": "x" };
  expect(shownRepresentation(data, "text/plain")?.type).toBe("text/plain");
  expect(shownRepresentation(data, "image/png")?.type).toBe("text/html");
  expect(shownRepresentation({})).toBeUndefined();
});
