import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { folder, NAMES, parserOf } from "./grammars.mjs";

test.each(NAMES)("the parser of %s is the one that its grammar makes", async (name) => {
  for (const [file, text] of Object.entries(await parserOf(name)))
    expect(text === (await readFile(path.join(folder, file), "utf8")), `${file}: run npm run grammars`).toBe(
      true,
    );
});
