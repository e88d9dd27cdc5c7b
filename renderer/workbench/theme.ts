/** The theme: follows the setting, and the system where the setting says so. */
import { createStore } from "../store";
import { settings } from "./app";

/** The theme that is shown. */
export const theme = createStore<"light" | "dark">("light");

/** Keeps `data-theme` on <html> right; returns a function that stops it. */
export function followTheme(): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const wanted = settings.get().theme;
    const shown = wanted === "system" ? (system.matches ? "dark" : "light") : wanted;
    document.documentElement.dataset.theme = shown;
    theme.set(shown);
  };
  system.addEventListener("change", apply);
  const stop = settings.subscribe(apply);
  apply();
  return () => {
    system.removeEventListener("change", apply);
    stop();
  };
}
