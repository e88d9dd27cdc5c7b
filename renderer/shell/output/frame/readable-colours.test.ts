import { describe, expect, it } from "vitest";
import { type Colour, contrast, inkOn, over, readableOn, readColour } from "./readable-colours";

const LIGHT: Colour = [255, 254, 251, 1];
const DARK: Colour = [21, 24, 28, 1];

describe("text on a ground that its author did not think of", () => {
  it("keeps its colour where it can be read", () => {
    expect(readableOn([DARK], [217, 222, 228, 1])).toBeNull();
    expect(readableOn([LIGHT], [34, 39, 46, 1])).toBeNull();
  });

  it("stands out in both themes, whatever colour it had", () => {
    for (const ground of [LIGHT, DARK, [255, 255, 0, 1], [128, 128, 128, 1], [8, 48, 107, 1]] as Colour[]) {
      for (let red = 0; red < 256; red += 51)
        for (let green = 0; green < 256; green += 51)
          for (let blue = 0; blue < 256; blue += 51) {
            const text: Colour = [red, green, blue, 1];
            expect(contrast(readableOn([ground], text) ?? text, ground)).toBeGreaterThanOrEqual(4.5);
          }
    }
  });

  it("keeps its hue: rich's blue is a lighter blue", () => {
    const [red, green, blue] = readableOn([DARK], [0, 0, 128, 1]) ?? LIGHT;
    expect(blue).toBeGreaterThan(red + 40);
    expect(blue).toBeGreaterThan(green + 40);
  });

  it("is nearly black or white where it has no colour of its own", () => {
    const yellow: Colour = [255, 255, 0, 1];
    const blue: Colour = [8, 48, 107, 1];
    const paperText: Colour = [217, 222, 228, 1];
    for (const [ground, text] of [
      [yellow, paperText],
      [[173, 216, 230, 1] as Colour, paperText],
      [blue, [34, 39, 46, 1] as Colour],
    ] as const)
      expect(contrast(over(inkOn([ground], text) ?? text, ground), ground)).toBeGreaterThan(8);
    expect(inkOn([blue], paperText)).toBeNull();
    // Over two grounds at once whatever can be read on both.
    const both = inkOn([yellow, blue], [128, 128, 128, 1]);
    expect(both).toEqual(readableOn([yellow, blue], [128, 128, 128, 1]));
  });

  it("that is seen through counts as what is seen", () => {
    expect(over([255, 255, 255, 0.5], [0, 0, 0, 1])).toEqual([127.5, 127.5, 127.5, 1]);
    expect(readableOn([DARK], [217, 222, 228, 0.3])).not.toBeNull();
  });
});

it("colours are read as browsers compute them", () => {
  expect(readColour("rgb(1, 2, 3)")).toEqual([1, 2, 3, 1]);
  expect(readColour("rgba(1, 2, 3, 0.25)")).toEqual([1, 2, 3, 0.25]);
  expect(readColour("color(srgb 1 0 0.2 / 0.5)")).toEqual([255, 0, 51, 0.5]);
  expect(readColour("oklch(0.5 0.1 20)")).toBeUndefined();
});
