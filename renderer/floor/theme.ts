/** The theme: follows the setting, and the system where the setting says so. */

import { settings } from "./app";
import { createStore } from "./store";

/** The theme that is shown. */
export const theme = createStore<"light" | "dark">("light");
/** How often the system's wish for contrast has changed: what was made from the tokens is to be made anew. */
export const contrastChanges = createStore(0);

/** Keeps `data-theme` and `data-dim-pictures` on <html> right; returns a function that stops it. */
export function followTheme(): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  // They change what the tokens are, or whether they count.
  const contrast = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));
  const apply = () => {
    const wanted = settings.get().theme;
    const shown = wanted === "system" ? (system.matches ? "dark" : "light") : wanted;
    document.documentElement.dataset.theme = shown;
    document.documentElement.toggleAttribute("data-dim-pictures", settings.get().dimPictures);
    theme.set(shown);
  };
  const again = () => {
    apply();
    contrastChanges.set((now) => now + 1);
  };
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
