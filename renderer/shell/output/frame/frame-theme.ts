/** The theme as a frame is told of it. */
import { createStore } from "../../../floor/store";
import { colourChanges } from "../../../floor/theme";
import type { FrameTheme } from "./frame-messages";

const TOKENS = [
  "bg",
  "raised",
  "sunken",
  "line",
  "text",
  "muted",
  "accent",
  "accent-soft",
  "cell",
  "dead",
  "ok",
  "wait",
  "fn",
  "kw",
] as const;

function read(): FrameTheme {
  const style = getComputedStyle(document.documentElement);
  return {
    dark: document.documentElement.dataset.theme === "dark",
    tokens: Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])),
  };
}

/** The theme of the window; changes with it. */
export const frameTheme = createStore<FrameTheme>(read());
colourChanges.subscribe(() => frameTheme.set(read()));
