/** What a library that draws charts is to a frame's page: a program of its own, loaded when such an output comes. */
import type { FrameTheme } from "../frame-messages";

export interface Chart {
  /** Draws it again in other colours. */
  setTheme(theme: FrameTheme): Promise<void>;
}

/**
 * Draws a chart into an element.
 * @param figure as it stands in the output: a Vega or Vega-Lite specification, a Plotly figure
 * @throws Error when the library does not understand it
 */
export type DrawChart = (place: HTMLElement, figure: unknown, theme: FrameTheme) => Promise<Chart>;

declare global {
  /** Set by each of these programs. */
  var drawChart: DrawChart | undefined;
}

/** A member of the theme; "" where the window has none of that name. */
export function colour({ tokens }: FrameTheme, name: string): string {
  return tokens[name] ?? "";
}
