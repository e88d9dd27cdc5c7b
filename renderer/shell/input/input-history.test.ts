import { beforeEach, expect, it } from "vitest";
import { InputHistory } from "./input-history";

let history: InputHistory;
beforeEach(() => {
  history = new InputHistory();
  history.setKernel(["import a", "x = 1", "import b", "x = 1"]);
  history.add("print(x)");
});

it("goes back from the newest, each input once, and stays at the oldest", () => {
  const walk = Array.from({ length: 6 }, () => history.older("", ""));
  expect(walk).toEqual(["print(x)", "x = 1", "import b", "import a", undefined, undefined]);
});

it("only inputs that begin like what stands before the cursor", () => {
  expect([history.older("imp", "imp"), history.older("import b", "import b"), history.older("", "")]).toEqual(
    ["import b", "import a", undefined],
  );
});

it("comes forward again to what was being typed", () => {
  history.older("", "draft");
  history.older("", "draft");
  expect([history.newer(), history.newer(), history.newer()]).toEqual(["print(x)", "draft", undefined]);
});

it("begins anew after typing or sending", () => {
  history.older("imp", "imp");
  history.reset();
  expect(history.older("", "")).toBe("print(x)");
  history.add("y");
  expect(history.older("", "")).toBe("y");
});
