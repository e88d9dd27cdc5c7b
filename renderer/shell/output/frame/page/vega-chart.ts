/** Vega and Vega-Lite, drawn by vega-embed. */
import embed, { type EmbedOptions, type Result, type VisualizationSpec } from "vega-embed";
import type { FrameTheme } from "../frame-messages";
import { type Chart, colour } from "./chart";

/** Charts of more characters are drawn on a canvas: each of their marks would be an element. */
const LONGEST_FOR_SVG = 500_000;

globalThis.drawChart = async (place, figure, theme): Promise<Chart> => {
  if (typeof figure !== "object" || figure === null) throw new Error("this is no specification of a chart");
  const spec = figure as VisualizationSpec;
  const renderer = JSON.stringify(spec).length > LONGEST_FOR_SVG ? "canvas" : "svg";
  let drawn: Result | undefined;
  const draw = async (now: FrameTheme) => {
    drawn?.finalize();
    const config = configFor(now) as NonNullable<EmbedOptions["config"]>;
    // Its own menu saves files and opens windows, which a frame may not.
    drawn = await embed(place, spec, { renderer, config, actions: false, ast: false });
  };
  await draw(theme);
  return { setTheme: draw };
};

/** The window's colours for what the specification does not colour itself. */
function configFor(theme: FrameTheme): object {
  const [text, muted, line] = [colour(theme, "text"), colour(theme, "muted"), colour(theme, "line")];
  const guide = { labelColor: muted, titleColor: text };
  return {
    background: "transparent",
    font: "Inter Variable",
    title: { color: text, subtitleColor: muted },
    axis: { ...guide, gridColor: line, domainColor: line, tickColor: line },
    legend: guide,
    header: guide,
    view: { stroke: line },
    text: { fill: text },
    rule: { stroke: text },
  };
}
