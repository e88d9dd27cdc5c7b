/** One representation of an output, drawn by the module for it. Those that few sessions need are loaded when they are. */

import { lazy, Suspense, useMemo } from "react";
import { t } from "../../../../preload/texts/texts";
import { plainText } from "../../../../preload/transcript/text";
import { frameContent } from "../content/frame-content";
import type { Display } from "../content/picture";
import { type Drawing, jsonOfType, type Representation, textOfType } from "../content/representations";
import { bokehConsent } from "../frame/bokeh";
import type { FrameView as FrameViewType } from "../frame/frame-view";
import { pageHtmlOf } from "../html/page-html";
import { FileView } from "./file-view";
import { KeptView } from "./kept-view";
import { OutputBoundary } from "./output-boundary";
import { PictureView } from "./picture-view";

const FrameView = lazy(async () => ({ default: (await import("../frame/frame-view")).FrameView }));
const HtmlView = lazy(async () => ({ default: (await import("../html/html-view")).HtmlView }));
const MarkupView = lazy(async () => ({ default: (await import("../markup/markup-view")).MarkupView }));
const JsonTree = lazy(async () => ({ default: (await import("./json-tree")).JsonTree }));
const TableView = lazy(async () => ({ default: (await import("../table/table-view")).TableView }));
const MediaView = lazy(async () => ({ default: (await import("./media-view")).MediaView }));

type FrameEvents = Pick<Parameters<typeof FrameViewType>[0], "onHeight" | "onGone" | "onMenu" | "onLeave">;

interface OutputBodyProps {
  readonly output: Display;
  readonly shown: Representation;
  readonly drawing: Drawing;
  /** Room for it, in px. */
  readonly width: number;
  /** Where saving begins, and paths in links. */
  readonly folder: string;
  readonly frame: FrameEvents;
  readonly choose: (type: string) => void;
}

export function OutputBody(props: OutputBodyProps) {
  const { output, shown, choose } = props;
  const hasText = plainText(output.data) !== undefined && shown.type !== "text/plain";
  return (
    <OutputBoundary
      // A newer content, or another type, is tried afresh.
      key={shown.type}
      title={shown.title}
      showText={hasText ? () => choose("text/plain") : undefined}
    >
      <Suspense fallback={null}>
        <Drawn {...props} />
      </Suspense>
    </OutputBoundary>
  );
}

function Drawn({ output, shown, drawing, width, folder, frame }: OutputBodyProps) {
  const { type } = shown;
  switch (drawing) {
    case "picture":
      return <PictureView output={output} type={type} width={width} />;
    case "frame":
      return <Framed output={output} shown={shown} width={width} folder={folder} events={frame} />;
    case "html": {
      const html = pageHtmlOf(output.data, textOfType(output.data, type));
      return html === null ? null : <HtmlView html={html} folder={folder} />;
    }
    case "markup": {
      const language = type === "text/latex" ? "latex" : "markdown";
      return <MarkupView source={textOfType(output.data, type)} language={language} />;
    }
    case "json":
      return <JsonTree value={jsonOfType(output.data, type)} />;
    case "table":
      return <TableView output={output} type={type} />;
    case "media":
      return <MediaView output={output} type={type} />;
    case "kept":
      return <KeptView output={output} folder={folder} />;
    case "file":
      return <FileView output={output} shown={shown} folder={folder} />;
    case "text":
      return <pre className="output-text">{textOfType(output.data, type)}</pre>;
  }
}

function Framed({
  output,
  shown,
  width,
  folder,
  events,
}: Pick<OutputBodyProps, "output" | "shown" | "width" | "folder"> & { readonly events: FrameEvents }) {
  // Pages fit themselves to their frame: another width is no reason to run them again.
  const room = shown.type.startsWith("image/") ? width : 0;
  const content = useMemo(() => frameContent(output, shown.type, room), [output, shown.type, room]);
  const label = t("Output as {title}", { title: shown.title });
  const consent = bokehConsent(output.data);
  return <FrameView content={content} label={label} folder={folder} consent={consent} {...events} />;
}
