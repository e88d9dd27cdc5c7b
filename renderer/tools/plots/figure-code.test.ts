import { expect, it } from "vitest";
import { figureName, redrawCode, saveCode } from "./figure-code";

it("knows the name that code gives to a figure", () => {
  expect(figureName("import x\nfig = plt.figure(figsize=(3, 2))")).toBe("fig");
  expect(figureName("f, (a, b) = plt.subplots(1, 2)\n")).toBe("f");
  expect(figureName("big, axes = matplotlib.pyplot.subplot_mosaic('AB')")).toBe("big");
  expect(figureName("one = Figure()")).toBe("one");
  for (const code of ["plt.plot(x)\nplt.show()", "    fig = plt.figure()", "fig = other(plt.figure())", ""])
    expect(figureName(code)).toBeNull();
});

it("draws it at a size on the screen, and saves it as what the file's name says", () => {
  expect(redrawCode("fig", { width: 640.4, height: 10 })).toBe(
    "fig.set_size_inches(640 / fig.dpi, 50 / fig.dpi); fig",
  );
  expect(figureName(redrawCode("fig", { width: 640, height: 480 }))).toBe("fig");
  expect(saveCode("fig", "/tmp/it's.pdf")).toMatch(
    /^fig\.savefig\(["']\/tmp\/it.*\.pdf["'], bbox_inches="tight"\)$/,
  );
});
