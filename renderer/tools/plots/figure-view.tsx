/** One figure, as large as there is room for: zoomed by wheel and key, moved by the mouse. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { t } from "../../../preload/texts/texts";
import { useRoom } from "../../floor/use-room";
import type { ShellModel } from "../../kernels/shell-model";
import type { Size } from "../../shell/output/content/image-size";
import { type Picture, pictureOf } from "../../shell/output/content/picture";
import { OutputBody } from "../../shell/output/view/output-body";
import { drawingOf } from "../../shell/output/view/output-size";
import "../../shell/output/view/output.css";
import type { Display, Figure } from "./figures";
import { figureIn, useDisplay } from "./use-display";
import { factorOf, stepped, type Zoom } from "./zoom";

interface FigureViewProps {
  readonly shell: ShellModel;
  readonly figure: Figure;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom) => void;
  /** Takes the factor that it is drawn by. */
  readonly drawn: RefObject<number>;
}

export function FigureView({ shell, figure, zoom, setZoom, drawn }: FigureViewProps) {
  const display = useDisplay(shell, figure, true);
  if (display === null) return <p className="tool-nothing">{t("Reading…")}</p>;
  if (display === "lost")
    return <p className="tool-nothing">{t("The log does not have this figure any more.")}</p>;
  return (
    <Shown
      key={figure.key}
      display={display}
      figure={figure}
      folder={shell.cwd}
      zoom={zoom}
      setZoom={setZoom}
      drawn={drawn}
    />
  );
}

interface ShownProps extends Pick<FigureViewProps, "figure" | "zoom" | "setZoom" | "drawn"> {
  readonly display: Display;
  readonly folder: string;
}

function Shown({ display, figure, folder, zoom, setZoom, drawn }: ShownProps) {
  const place = useRef<HTMLDivElement>(null);
  const room = useRoom(place);
  const shown = figureIn(display);
  const drawing = shown && drawingOf(display, shown);
  const picture = shown && drawing === "picture" ? pictureOf(display, shown.type) : null;
  const style = { "--frame-height": `${room?.height ?? 0}px` } as React.CSSProperties;
  const nothing = () => {};
  return (
    <div ref={place} className="plots-view" style={style}>
      {!shown || !room ? (
        <p className="tool-nothing">{room ? t("Too large to be shown") : ""}</p>
      ) : picture && typeof picture !== "string" ? (
        <Zoomed figure={figure} picture={picture} room={room} zoom={zoom} setZoom={setZoom} drawn={drawn} />
      ) : (
        <OutputBody
          output={display}
          shown={shown}
          drawing={drawing ?? "file"}
          width={room.width}
          folder={folder}
          choose={nothing}
          frame={{ onHeight: nothing, onGone: nothing, onMenu: nothing, onLeave: nothing }}
        />
      )}
    </div>
  );
}

interface ZoomedProps extends Pick<FigureViewProps, "figure" | "zoom" | "setZoom" | "drawn"> {
  readonly picture: Picture;
  readonly room: Size;
}

/** Room that is left around a figure, in px. */
const MARGIN = 8;

function Zoomed({ figure, picture, room, zoom, setZoom, drawn }: ZoomedProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const { size, url } = picture;
  const inside = { width: room.width - 2 * MARGIN, height: room.height - 2 * MARGIN };
  const factor = factorOf(zoom, inside, size);
  const latest = useRef({ factor, setZoom });
  latest.current = { factor, setZoom };
  useLayoutEffect(() => {
    drawn.current = factor;
  }, [drawn, factor]);

  // What is under the pointer stays there. React listens to wheels passively, so that they could not be taken.
  const held = useRef<{ x: number; y: number; atX: number; atY: number } | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const now = latest.current;
      const box = element.getBoundingClientRect();
      const [atX, atY] = [event.clientX - box.left, event.clientY - box.top];
      held.current = {
        x: (element.scrollLeft + atX) / element.scrollWidth,
        y: (element.scrollTop + atY) / element.scrollHeight,
        atX,
        atY,
      };
      now.setZoom(stepped(now.factor, event.deltaY < 0 ? 1 : -1));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each other size
  useLayoutEffect(() => {
    const element = scroller.current;
    const point = held.current;
    held.current = null;
    if (!element || !point) return;
    element.scrollLeft = point.x * element.scrollWidth - point.atX;
    element.scrollTop = point.y * element.scrollHeight - point.atY;
  }, [factor]);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const from = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop };
    element.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => {
      element.scrollLeft = from.x - moved.clientX;
      element.scrollTop = from.y - moved.clientY;
    };
    const end = () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("lostpointercapture", end);
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("lostpointercapture", end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") setZoom(stepped(factor, 1));
    else if (event.key === "-") setZoom(stepped(factor, -1));
    else if (event.key === "0") setZoom("fit");
    else if (event.key === "1") setZoom(1);
    else return;
    event.preventDefault();
  };

  if (broken === url)
    return <p className="output-remark">{t("This picture cannot be shown: its data are broken.")}</p>;
  const name = t("Figure of {prompt}", { prompt: figure.prompt });
  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t("Figure, {percent} %", { percent: Math.round(factor * 100) })}
      className="plots-scroller"
      data-scrolls-together=""
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setZoom(zoom === "fit" ? 1 : "fit")}
    >
      <div className="picture-card">
        <img
          src={url}
          alt={name}
          width={Math.max(1, Math.round(size.width * factor))}
          height={Math.max(1, Math.round(size.height * factor))}
          draggable={false}
          decoding="async"
          onError={() => setBroken(url)}
        />
      </div>
    </div>
  );
}
