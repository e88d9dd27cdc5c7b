import { expect, it } from "vitest";
import { defaultFor } from "./default-for";

it("is the folder's own, else that of the nearest folder around it", () => {
  const defaults = { "/home/ada": "home", "/home/ada/exp": "exp" };
  const at = (folder: string) => defaultFor(defaults, folder);
  expect([at("/home/ada/exp"), at("/home/ada/exp/deep/er"), at("/home/ada/other"), at("/tmp")]).toEqual([
    "exp",
    "exp",
    "home",
    undefined,
  ]);
  expect(defaultFor({ "/": "root" }, "/a/b")).toBe("root");
  expect(defaultFor({ "C:\\": "c" }, "C:\\a\\b")).toBe("c");
});
