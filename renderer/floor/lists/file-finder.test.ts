import { expect, it } from "vitest";
import { FileFinder } from "./file-finder";

function finderOf(...paths: readonly string[]): FileFinder {
  const finder = new FileFinder();
  finder.add(paths);
  return finder;
}
const goOn = () => true;

it("finds files by their names, and by their paths where a slash is typed", async () => {
  const finder = finderOf("model.py", "survey/Model_fit.py", "survey/io/tables.py", "models/io.py");
  expect(await finder.find("mod", 10, goOn)).toEqual(["model.py", "survey/Model_fit.py"]);
  expect(await finder.find("sur/mod", 10, goOn)).toEqual(["survey/Model_fit.py"]);
  expect(await finder.find("  ", 2, goOn)).toEqual(["model.py", "survey/Model_fit.py"]);
  expect(await finder.find("zz", 10, goOn)).toEqual([]);
});

it("has the best of very many, near ones first where they fit alike", async () => {
  const paths = Array.from({ length: 30_000 }, (_, n) => `deep/${n % 100}/data_${10_000 + n}.csv`);
  const finder = finderOf(...paths, "far/away/at.csv");
  const found = await finder.find("at", 5, goOn);
  expect(found?.[0]).toBe("far/away/at.csv");
  expect(found?.slice(1)).toEqual(paths.slice(0, 4));
});

it("stops when something else is looked for", async () => {
  const finder = finderOf(...Array.from({ length: 30_000 }, (_, n) => `data_${n}.csv`));
  let waits = 0;
  expect(await finder.find("data", 5, () => ++waits < 2)).toBeNull();
  expect(waits).toBe(2);
});
