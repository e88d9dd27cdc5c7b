import { expect, it } from "vitest";
import { LargeCode } from "./large-code";
import type { monaco } from "./monaco";

it("reads a large text when it is asked for, and draws nothing by it", () => {
  let text = "# %% One\nx = 1\n# %% Two\n";
  let version = 1;
  let reads = 0;
  const model = {
    getVersionId: () => version,
    getLanguageId: () => "python",
    getValue: () => {
      reads++;
      return text;
    },
    onWillDispose: () => {},
  } as unknown as monaco.editor.ITextModel;
  const code = new LargeCode(model);
  expect([code.shown().text.text, code.cells()]).toEqual(["", []]);
  expect(reads).toBe(0);
  expect(code.cellsNow().map(({ title }) => title)).toEqual(["One", "Two"]);
  expect(code.now().text.lineCount).toBe(4);
  expect(reads).toBe(1);

  text = `${text}# %% Three\n`;
  version++;
  expect(code.cellsNow()).toHaveLength(3);
  expect([code.cells(), reads]).toEqual([[], 2]);
});
