/** What is written in the colours of each theme can be read on each of its surfaces. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { COLOUR_TOKENS, PALETTE_BACKGROUNDS } from "../../../preload/contract/themes";

type Tokens = Readonly<Record<string, string>>;

const SURFACES = ["bg", "chrome", "raised", "sunken", "accent-soft", "err-bg", "cell", "sel"];
const INKS = "muted accent busy wait hang dead ok kw str num com fn cls builtin".split(" ");

/** The tokens that each selector of a style sheet sets, outside its media queries. */
function tokensOf(name: string): Map<string, Tokens> {
  const text = readFileSync(path.join(__dirname, name), "utf8").replace(/\/\*[^]*?\*\//g, "");
  const found = new Map<string, Tokens>();
  for (const [, selectors = "", body = ""] of (text.split("@media")[0] ?? "").matchAll(
    /([^{}]+)\{([^{}]*)\}/g,
  ))
    for (const selector of selectors.split(",").map((each) => each.trim()))
      found.set(selector, {
        ...found.get(selector),
        ...Object.fromEntries(
          [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, token, value]) => [token, value]),
        ),
      });
  return found;
}

/** WCAG 2.2, from 1 to 21. */
function contrast(one = "", other = ""): number {
  const [light = 0, dark = 0] = [one, other]
    .map((colour) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const usual = tokensOf("tokens.css");
const others = tokensOf("palettes.css");

it.each([
  { palette: null, text: 10, ink: 4.5 },
  { palette: "high-contrast" as const, text: 13, ink: 7 },
  { palette: "solarized" as const, text: 5.5, ink: 4.5 },
])("$palette: text stands out by $text, other inks by $ink", ({ palette, text, ink }) => {
  for (const scheme of ["light", "dark"] as const) {
    const base = usual.get(`[data-theme="${scheme}"]`);
    const own = palette ? others.get(`[data-theme="${scheme}"][data-palette="${palette}"]`) : {};
    const tokens: Tokens = { ...base, ...own };
    expect(Object.keys(tokens)).toEqual(expect.arrayContaining([...COLOUR_TOKENS]));
    // Nothing of the other theme is left under a palette.
    if (palette) {
      expect(Object.keys(own ?? {})).toEqual(expect.arrayContaining([...COLOUR_TOKENS]));
      expect(PALETTE_BACKGROUNDS[palette][scheme]).toBe(tokens["bg"]);
    }
    const poor = SURFACES.flatMap((surface) => [
      ...(contrast(tokens["text"], tokens[surface]) < text ? [`text on ${surface}`] : []),
      ...INKS.filter((name) => contrast(tokens[name], tokens[surface]) < ink).map(
        (name) => `${name} on ${surface}`,
      ),
    ]);
    expect(poor, scheme).toEqual([]);
    for (const [on, ground] of [
      ["on-accent", "accent"],
      ["on-found-now", "found-now"],
      ["text", "found"],
      ["text", "sel-strong"],
      ["text", "word"],
      ["text", "find"],
    ] as const)
      expect(contrast(tokens[on], tokens[ground]), `${scheme}: ${on} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
  }
});
