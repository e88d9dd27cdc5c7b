import { expect, it } from "vitest";
import { indexedColor, styleProps } from "./text-style";

it("knows the cube and the greys of 256 colours", () => {
  expect([16, 21, 196, 208, 231, 232, 255].map(indexedColor)).toEqual([
    "#000000",
    "#0000ff",
    "#ff0000",
    "#ff8700",
    "#ffffff",
    "#080808",
    "#eeeeee",
  ]);
});

it("gives classes for the theme's colours and properties for others", () => {
  expect(styleProps({ fg: 1, bold: true })).toEqual({ className: "t-bold fg-1" });
  expect(styleProps({ bg: 196 })).toEqual({ className: "bg-own", style: { "--run-bg": "#ff0000" } });
  expect(styleProps({ fg: "#010203", inverse: true })).toEqual({
    className: "fg-page bg-own",
    style: { "--run-bg": "#010203" },
  });
  expect(styleProps({ inverse: true })).toEqual({ className: "fg-page bg-text" });
});
