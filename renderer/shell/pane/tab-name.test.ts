import { expect, it } from "vitest";
import { partsOfName } from "./tab-name";

it("the end of a name is what tells it from others", () => {
  const parts: [string, string, string][] = [
    ["Plain Python 3.12 (.venv) 2", "Plain Python 3.12", " (.venv) 2"],
    ["Plain Python 3.11", "Plain Python", " 3.11"],
    ["Python 3 (ipykernel)", "Python 3", " (ipykernel)"],
    ["JavaScript (built in)", "JavaScript", " (built in)"],
    ["R 4.4 12", "R", " 4.4 12"],
    ["R", "R", ""],
    ["Plain Python 3.8 (/opt/somewhere/far/bin) 3", "Plain Python 3.8 (/opt/somewhere/far/bin)", " 3"],
    ["Messreihe_aus_dem_Labor_von_gestern", "Messreihe_aus_dem_Labor_von_gestern", ""],
    ["", "", ""],
  ];
  for (const [name, head, tail] of parts) expect(partsOfName(name)).toEqual([head, tail]);
});

it("a name of any length is taken apart in no time that grows faster than it", () => {
  const [head, tail] = partsOfName(`${" (".repeat(50_000)} 2`);
  expect([head.length, tail]).toEqual([100_000, " 2"]);
});
