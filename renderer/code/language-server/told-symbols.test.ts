import { expect, it } from "vitest";
import type { SymbolKind } from "vscode-languageserver-protocol";
import { symbolsOf } from "./told-symbols";

const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } };
const told = (name: string, kind: SymbolKind) => ({ name, kind, range, selectionRange: range });
const kinds = (language: string, ...numbers: readonly SymbolKind[]) =>
  symbolsOf(
    numbers.map((kind) => told("it", kind)),
    language,
  ).map(({ kind }) => kind);

it("names what servers tell by what it is in the file's language", () => {
  // A mapping, a list, a string, a number: each is a key with a value.
  expect(kinds("yaml", 2, 18, 15, 16)).toEqual(Array(4).fill("property"));
  expect(kinds("json", 2, 18)).toEqual(["property", "property"]);
  // The worker for HTML and LemMinX call elements fields.
  expect(kinds("html", 8)).toEqual(["element"]);
  expect(kinds("xml", 8, 7)).toEqual(["element", "property"]);
  expect(kinds("shell", 12, 13)).toEqual(["function", "variable"]);
  expect(kinds("markdown", 15)).toEqual(["heading"]);
  expect(kinds("css", 5, 26)).toEqual(["class", "property"]);
});

it("has what stands in another below it, also where a server tells a flat list", () => {
  const at = (name: string, from: number, to: number) => ({
    name,
    kind: 8 as const,
    location: {
      uri: "file:///page.html",
      range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
    },
  });
  const flat = [
    at("html", 0, 9),
    at("head", 1, 2),
    at("body", 3, 8),
    at("ul", 4, 6),
    at("li", 5, 5),
    at("p", 7, 7),
  ];
  expect(symbolsOf(flat, "html").map(({ name, depth }) => `${depth} ${name}`)).toEqual([
    "0 html",
    "1 head",
    "1 body",
    "2 ul",
    "3 li",
    "2 p",
  ]);
});
