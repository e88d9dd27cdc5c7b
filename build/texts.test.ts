import ts from "typescript";
import { expect, test } from "vitest";
import { bypassing } from "./texts.mjs";

const found = (code: string) =>
  bypassing(
    ts.createSourceFile("renderer/x.tsx", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
    new Set(),
  ).map(({ line, words }) => `${line} ${words}`);

test("words on the page that bypass the catalogue are found", () => {
  expect(found("const a = <p>Hello there</p>;")).toEqual(["1 Hello there"]);
  expect(found('const a = <button aria-label="Close" title={open ? "Hide it" : t("Show it")} />;')).toEqual([
    "1 Close",
    "1 Hide it",
  ]);
  expect(found("const a = <p>{`${n} of them`}{n > 1 ? 'many' : null}</p>;")).toEqual([
    "1 {} of them",
    "1 many",
  ]);
  expect(
    found(
      'const command = { id: "a.b", title: "Undo", run };\nnotify({ sentence: `${name} is gone from here.` });',
    ),
  ).toEqual(["1 Undo", "2 {} is gone from here."]);
  expect(found('throw new Error("This kernel does not run any more.");')).toEqual([
    "1 This kernel does not run any more.",
  ]);
});

test("what is in it, and what nobody reads, is left alone", () => {
  expect(
    found('const a = <p title={t("Undo")} className="Not read" data-state="Not Read">{t("Save")} · 1.5</p>;'),
  ).toEqual([]);
  expect(
    found('import x from "Some where";\nlog.write("The window is gone");\nthrow new Error("not a frame");'),
  ).toEqual([]);
  expect(found('if (event.key === "Escape") run("shell.close");')).toEqual([]);
});
