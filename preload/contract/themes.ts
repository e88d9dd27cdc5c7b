/** The colours of the window: the themes there are, and what one of a user's own may be. */
import * as v from "valibot";

/** "system" is light or dark, as the desktop is; "own" is `ownTheme` of the settings. */
export const THEMES = [
  "system",
  "light",
  "dark",
  "highContrastLight",
  "highContrastDark",
  "solarizedLight",
  "solarizedDark",
  "own",
] as const;
export type Theme = (typeof THEMES)[number];

/** What one's own theme may begin with. */
export const THEME_BASES = THEMES.filter((theme) => theme !== "system" && theme !== "own");
export type ThemeBase = Exclude<Theme, "system" | "own">;

/** The colours that a theme of one's own may have: tokens of `renderer/floor/look/tokens.css`, without their dashes. */
export const COLOUR_TOKENS = [
  "bg",
  "chrome",
  "raised",
  "sunken",
  "line",
  "line-soft",
  "text",
  "muted",
  "faint",
  "accent",
  "accent-soft",
  "on-accent",
  "busy",
  "wait",
  "hang",
  "dead",
  "ok",
  "kw",
  "str",
  "num",
  "com",
  "fn",
  "cls",
  "builtin",
  "err-bg",
  "cell",
  "sel",
  "sel-strong",
  "word",
  "find",
  "found",
  "found-now",
  "on-found-now",
  "added-line",
  "added-sign",
  "removed-line",
  "removed-sign",
  "slider",
  "slider-hover",
] as const;
export type ColourToken = (typeof COLOUR_TOKENS)[number];

/** "#rgb", "#rrggbb" or "#rrggbbaa"; Monaco takes no other kind. */
export const COLOUR = /^#(?:[\da-fA-F]{3}|[\da-fA-F]{6}|[\da-fA-F]{8})$/;
/** Six digits or eight, as Monaco wants them. */
const wide = (colour: string) =>
  colour.length === 4 ? colour.replace(/[\da-f]/gi, (digit) => digit + digit) : colour;

/** What of it is no token, or no colour, is left out; the settings' file keeps it, and its line is named. */
const colours = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((all): Partial<Record<ColourToken, string>> => {
    const good = COLOUR_TOKENS.flatMap((token) => {
      const colour = all[token];
      return typeof colour === "string" && COLOUR.test(colour) ? [[token, colour]] : [];
    });
    return Object.fromEntries(good);
  }),
);

/** A theme of one's own: another one, and the colours that differ from it. */
export const ownTheme = v.object({
  base: v.fallback(v.picklist(THEME_BASES), "light"),
  colours: v.fallback(colours, {}),
});
export type OwnTheme = v.InferOutput<typeof ownTheme>;

/** How a theme is drawn: over which of the two, with which other colours. */
export interface DrawnTheme {
  readonly scheme: "light" | "dark";
  /** As in `data-palette` of the page. */
  readonly palette: "high-contrast" | "solarized" | null;
  readonly colours: Readonly<Partial<Record<ColourToken, string>>>;
}

/** What windows of these are before they are drawn: --bg of `renderer/floor/look/palettes.css`. */
export const PALETTE_BACKGROUNDS = {
  "high-contrast": { light: "#ffffff", dark: "#000000" },
  solarized: { light: "#fdf6e3", dark: "#002b36" },
};

/** @param isDark whether the desktop is dark: what "system" is */
export function drawnTheme(theme: Theme, own: OwnTheme, isDark: boolean): DrawnTheme {
  const base = theme === "own" ? own.base : theme;
  const colours = theme === "own" ? own.colours : {};
  const wideColours = Object.fromEntries(
    Object.entries(colours).map(([token, colour]) => [token, wide(colour)]),
  );
  return {
    scheme: base === "system" ? (isDark ? "dark" : "light") : /dark$/i.test(base) ? "dark" : "light",
    palette: base.startsWith("highContrast")
      ? "high-contrast"
      : base.startsWith("solarized")
        ? "solarized"
        : null,
    colours: wideColours,
  };
}
