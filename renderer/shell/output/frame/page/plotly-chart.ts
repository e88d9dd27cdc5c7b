/** Plotly figures. */
import Plotly from "plotly.js-dist-min";
import type { FrameTheme } from "../frame-messages";
import { type Chart, colour } from "./chart";

type Members = Readonly<Record<string, unknown>>;

/** The text colour of the template that Plotly's Python puts into each figure for which no other was chosen. */
const DEFAULT_TEXT = "#2a3f5f";
const CONFIG: Partial<Plotly.Config> = {
  responsive: true,
  displaylogo: false,
  // A frame may not save files.
  modeBarButtonsToRemove: ["toImage"],
};

globalThis.drawChart = async (place, figure, theme): Promise<Chart> => {
  if (!isMembers(figure) || !Array.isArray(figure.data)) throw new Error("this is no Plotly figure");
  const { data, layout, frames, config } = figure;
  const own = isMembers(layout) ? layout : {};
  const draw = async (now: FrameTheme) => {
    const shown = {
      data: data as Plotly.Data[],
      layout: themed(own, now) as Partial<Plotly.Layout>,
      config: { ...(isMembers(config) ? config : {}), ...CONFIG },
      ...(Array.isArray(frames) ? { frames: frames as Plotly.Frame[] } : {}),
    };
    await Plotly.react(place, shown as never);
  };
  await draw(theme);
  return { setTheme: draw };
};

/** The window's colours, unless the figure or a template that its author chose has others. */
function themed(layout: Members, theme: FrameTheme): Members {
  const template = isMembers(layout.template) ? layout.template : {};
  const base = isMembers(template.layout) ? template.layout : {};
  const font = isMembers(base.font) ? base.font : {};
  if (font.color !== undefined && font.color !== DEFAULT_TEXT) return { autosize: true, ...layout };
  const line = colour(theme, "line");
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, zerolinewidth: 1 };
  const plane = { ...axis, backgroundcolor: "rgba(0,0,0,0)" };
  const over = (name: string, members: Members) => ({
    ...(isMembers(base[name]) ? base[name] : {}),
    ...members,
  });
  const now = {
    ...base,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { ...font, color: colour(theme, "text"), family: '"Inter Variable", sans-serif' },
    xaxis: over("xaxis", axis),
    yaxis: over("yaxis", axis),
    scene: over("scene", { xaxis: plane, yaxis: plane, zaxis: plane }),
    polar: over("polar", { bgcolor: "rgba(0,0,0,0)", angularaxis: axis, radialaxis: axis }),
    hoverlabel: over("hoverlabel", { align: "left" }),
    modebar: {
      color: colour(theme, "muted"),
      activecolor: colour(theme, "accent"),
      bgcolor: "rgba(0,0,0,0)",
    },
  };
  return { autosize: true, ...layout, template: { ...template, layout: now } };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
