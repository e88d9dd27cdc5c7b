import { beforeAll, expect, it } from "vitest";
import { readImporters, touched } from "./changed.mjs";
import { ELSEWHERE, PARTS } from "./parts.mjs";

let importers: Awaited<ReturnType<typeof readImporters>>;
beforeAll(async () => {
  importers = await readImporters();
}, 120_000);

const specs = (...files: string[]) => {
  const { e2e } = touched(files, importers);
  return e2e === "all" ? e2e : e2e.map((file) => file.replace(/^tests\/e2e\/|\.spec\.ts$/g, ""));
};

it("texts for people touch nothing, what is not known touches everything", () => {
  expect(touched(["README.md", "docs/EDITOR.md"], importers)).toEqual({ unit: [], process: [], e2e: [] });
  for (const file of ["package.json", "renderer/index.html", "build/python/new.txt"])
    expect(touched([file], importers), file).toEqual({ unit: "all", process: "all", e2e: "all" });
});

it("a module touches what imports it, and what starts a program that does", () => {
  const { unit, process } = touched(["main/cli/terminal/help.ts"], importers);
  expect(process).toContain("tests/process/cli-run.test.ts");
  expect(process).not.toContain("tests/process/builtin-javascript-output.test.ts");
  expect(unit).not.toContain("preload/transcript/reduce.test.ts");
  // The host is a program: nothing of it is imported by what starts it.
  expect(touched(["kernel-host/host.ts"], importers).process).toContain("tests/process/host-execute.test.ts");
  expect(touched(["kernel-host/builtin/python/interpreter/any.py"], importers).process).toContain(
    "tests/process/builtin-python-language.test.ts",
  );
});

it("a feature of the window touches its own end-to-end tests, what it stands on all", () => {
  const about = specs("renderer/about/about-state.ts");
  expect(about).toContain("about");
  expect(about).toContain("accessibility");
  expect(about).not.toContain("survival-host");
  expect(specs("preload/texts/german/code.ts")).toContain("language");
  expect(specs("preload/texts/german/code.ts")).not.toContain("about");
  expect(specs("main/cli/terminal/help.ts")).toContain("sessions-live");
  for (const file of [
    "renderer/floor/store.ts",
    "renderer/index.tsx",
    "main/windows/windows.ts",
    "kernel-host/host.ts",
  ])
    expect(specs(file), file).toBe("all");
});

it("a test that is changed runs; a helper runs those that import it", () => {
  expect(specs("tests/e2e/about.spec.ts")).toEqual(["about"]);
  expect(specs("tests/e2e/desktop-mouse.ts")).toEqual(["side-by-side", "window-drag"]);
  expect(touched(["build/texts.test.ts"], importers)).toEqual({
    unit: ["build/texts.test.ts"],
    process: [],
    e2e: [],
  });
});

it("the specs that are named by parts are there", () => {
  for (const name of [...ELSEWHERE, ...PARTS.flatMap((part) => part.specs)])
    expect(importers.has(`tests/e2e/${name}.spec.ts`), name).toBe(true);
});
