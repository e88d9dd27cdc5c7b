import { expect, it } from "vitest";
import { scriptOf } from "./script";

it("makes a cell of each input", () => {
  expect(scriptOf([{ code: "x = 1" }, { code: "if x:\n    print(x)\n" }], "#")).toBe(
    "# %%\nx = 1\n\n# %%\nif x:\n    print(x)\n",
  );
  expect(scriptOf([{ code: "let x" }], "//")).toBe("// %%\nlet x\n");
});
