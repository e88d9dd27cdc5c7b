/** One display of a shell: its content, measured, with its menu. */
import { t } from "../../../../preload/texts/texts";
import "./output.css";
import "../markup/markup.css";
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../../../floor/look/icons";
import { type MenuPlace, PopupMenu } from "../../../floor/menus/popup-menu";
import type { Display } from "../content/picture";
import type { Drawing, Representation } from "../content/representations";
import { findBokehLibrary } from "../frame/bokeh";
import { additionsToOutput } from "./output-additions";
import { OutputBody } from "./output-body";
import { outputMenu } from "./output-menu";
import { HIGHEST_PX } from "./output-size";
import type { OutputOwner, OutputViews } from "./output-views";

interface OutputViewProps {
  readonly owner: OutputOwner;
  readonly views: OutputViews;
  /** Names the output: number of its block, key of its piece. */
  readonly seq: number;
  readonly place: string;
  readonly output: Display;
  readonly shown: Representation;
  readonly drawing: Drawing;
  /** Room for it, in px. */
  readonly width: number;
  readonly inView: boolean;
}

/** Height of a frame until its page has told its own, in px. */
const FIRST_FRAME_PX = 8;

export const OutputView = memo(function OutputView({
  owner,
  views,
  seq,
  place,
  output,
  shown,
  drawing,
  width,
  inView,
}: OutputViewProps) {
  const content = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [frameHeight, setFrameHeight] = useState(views.heightOf(seq, place) ?? FIRST_FRAME_PX);

  const isFrame = drawing === "frame";
  /** A page that shows nothing takes no room. */
  const isBlank = useRef(false);
  const onHeight = useCallback((height: number) => {
    isBlank.current = height === 0;
    setFrameHeight(height);
  }, []);
  if (isFrame) findBokehLibrary(output.data, owner.transcript.get().blocks);
  useEffect(() => {
    if (isFrame && inView) views.frameShown(seq, place);
  });
  useEffect(() => {
    if (!isFrame) return;
    return () => views.frameGone(seq, place);
  }, [views, seq, place, isFrame]);

  // Pictures know their height before they are drawn.
  const isMeasured = drawing !== "picture";
  useLayoutEffect(() => {
    const element = content.current;
    if (!element || !isMeasured) return;
    const measure = () => {
      const { height } = element.getBoundingClientRect();
      if (height > 0 || isBlank.current) views.setHeight(seq, place, height);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [views, seq, place, isMeasured]);

  const openMenu = useCallback((at?: MenuPlace) => {
    const box = button.current?.getBoundingClientRect();
    setMenu(at ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 });
  }, []);
  const leave = useCallback(() => button.current?.focus({ preventScroll: true }), []);
  const gone = useCallback(() => views.frameGone(seq, place), [views, seq, place]);
  const choose = (type: string) => views.choose(seq, place, type);
  return (
    <div
      className="output"
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined);
      }}
    >
      <div
        ref={content}
        className="output-content"
        style={
          {
            maxHeight: isMeasured ? HIGHEST_PX : undefined,
            "--frame-height": `${Math.min(frameHeight, HIGHEST_PX)}px`,
          } as React.CSSProperties
        }
      >
        <OutputBody
          output={output}
          shown={shown}
          drawing={drawing}
          width={width}
          folder={owner.cwd}
          choose={choose}
          frame={{ onHeight, onGone: gone, onMenu: openMenu, onLeave: leave }}
        />
      </div>
      <button
        ref={button}
        type="button"
        className="icon-button output-button"
        aria-label={t("Output menu")}
        title={t("Output menu")}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={() => openMenu()}
      >
        <Icon name="more" size={14} />
      </button>
      {menu ? (
        <PopupMenu
          label={t("Output menu")}
          place={menu}
          groups={outputMenu(
            output,
            shown,
            owner.cwd,
            choose,
            undefined,
            additionsToOutput({ output, drawing, seq, owner }),
          )}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
});
