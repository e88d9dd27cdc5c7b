/** The look that the settings ask for: theme, colours and fonts, on <html>. */

import { COLOUR_TOKENS, drawnTheme } from "../../preload/contract/themes";
import { settings } from "./app";
import { createStore } from "./store";

/** Which of the two the theme that is shown is drawn over. */
export const theme = createStore<"light" | "dark">("light");
/** How often colours have changed, by the settings or the system: what was made from the tokens is to be made anew. */
export const colourChanges = createStore(0);
/** How often fonts have changed: what was measured is to be measured anew. */
export const fontChanges = createStore(0);

/** Fonts that count where those of the settings are not there. */
const USUAL_FONTS = { code: "ui-monospace, monospace", ui: "system-ui, sans-serif" };

/** Sets a token, or leaves it to the style sheets. */
function setToken(token: string, value: string | undefined): void {
  const { style } = document.documentElement;
  if (value === undefined || value === "") style.removeProperty(`--${token}`);
  else style.setProperty(`--${token}`, value);
}

/** Keeps what <html> says of the look right; returns a function that stops it. */
export function followTheme(): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  // They change what the tokens are, or whether they count.
  const contrast = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));
  let [shownColours, shownFonts] = ["", JSON.stringify(["", ""])];
  const apply = () => {
    const { theme: wanted, ownTheme, dimPictures, codeFont, textFont } = settings.get();
    const drawn = drawnTheme(wanted, ownTheme, system.matches);
    const { dataset } = document.documentElement;
    dataset.theme = drawn.scheme;
    if (drawn.palette) dataset.palette = drawn.palette;
    else delete dataset.palette;
    for (const token of COLOUR_TOKENS) setToken(token, drawn.colours[token]);
    document.documentElement.toggleAttribute("data-dim-pictures", dimPictures);
    setToken("code", codeFont && `${codeFont}, ${USUAL_FONTS.code}`);
    setToken("ui", textFont && `${textFont}, ${USUAL_FONTS.ui}`);
    theme.set(drawn.scheme);
    const [colours, fonts] = [JSON.stringify(drawn), JSON.stringify([codeFont, textFont])];
    const [newColours, newFonts] = [colours !== shownColours, fonts !== shownFonts];
    [shownColours, shownFonts] = [colours, fonts];
    if (newColours) colourChanges.set((now) => now + 1);
    if (newFonts) fontChanges.set((now) => now + 1);
  };
  const again = () => colourChanges.set((now) => now + 1);
  system.addEventListener("change", apply);
  for (const query of contrast) query.addEventListener("change", again);
  const stop = settings.subscribe(apply);
  apply();
  return () => {
    system.removeEventListener("change", apply);
    for (const query of contrast) query.removeEventListener("change", again);
    stop();
  };
}
