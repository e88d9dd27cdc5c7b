import { expect, it } from "vitest";
import { MOST_LINES, tooLong } from "./lengths.mjs";

it("a file with one line too many is named, and only what is written by hand counts", async () => {
  const lines = (count: number) => "x\n".repeat(count);
  const files: Record<string, string> = {
    "renderer/long.tsx": lines(MOST_LINES + 1),
    "renderer/full.ts": lines(MOST_LINES),
    "renderer/own-grammars/r-parser.ts": lines(MOST_LINES + 1),
    "docs/long.md": lines(MOST_LINES + 1),
  };
  expect(await tooLong(Object.keys(files), async (file) => files[file] ?? "")).toEqual([
    { file: "renderer/long.tsx", lines: MOST_LINES + 1 },
  ]);
});
