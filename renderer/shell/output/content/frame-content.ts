/** What a frame is given of an output. */
import { t } from "../../../../preload/texts/texts";
import { plainText } from "../../../../preload/transcript/text";
import { chartOfAltairPage } from "../frame/altair-page";
import { bokehContent } from "../frame/bokeh";
import type { ChartProgram, FrameContent } from "../frame/frame-messages";
import { type Display, drawnSize, pictureOf } from "./picture";
import { jsonOfType, textOfType } from "./representations";

/** @param width room for it, in px */
export function frameContent(output: Display, type: string, width: number): FrameContent {
  const { data } = output;
  if (type.startsWith("image/")) {
    const picture = pictureOf(output, type);
    if (typeof picture === "string") throw new Error(picture);
    return {
      kind: "picture",
      url: picture.url,
      alt: plainText(data) ?? t("Picture"),
      width: drawnSize(picture.size, width).width,
    };
  }
  const program = chartProgram(type);
  if (program) return { kind: "chart", program, figure: jsonOfType(data, type) };
  const text = textOfType(data, type);
  if (/javascript$/.test(type)) return bokehContent(data) ?? { kind: "javascript", programs: [text] };
  const chart = chartOfAltairPage(text);
  return chart ? { kind: "chart", program: "vega-chart", figure: chart } : { kind: "html", html: text };
}

function chartProgram(type: string): ChartProgram | null {
  if (/^application\/vnd\.vega(?:lite)?\.v/.test(type)) return "vega-chart";
  return /^application\/vnd\.plotly\.v/.test(type) ? "plotly-chart" : null;
}
