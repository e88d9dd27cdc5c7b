/** Outputs in tabs of the editor's area: beside the files' tabs, and the page in front of the editor. */
import { t } from "../../../preload/texts/texts";
import "./output.css";
import "./markup/markup.css";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { activeDocument } from "../../code/documents";
import { Icon } from "../../floor/look/icons";
import { activeOutputPage, closeOutputPage, type OutputPage, outputPages } from "../../floor/pages/pages";
import { useStore } from "../../floor/store";
import { OutputBody } from "./output-body";
import { drawingOf } from "./output-size";
import { shownRepresentation } from "./representations";

// A file that comes in front is not behind a page.
activeDocument.subscribe(() => activeOutputPage.set(null));

/** Tabs of the outputs that are open. Nothing while there are none. */
export function OutputTabs() {
  const pages = useStore(outputPages);
  const active = useStore(activeOutputPage);
  if (pages.length === 0) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = pages.findIndex((page) => page === active);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: pages.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + pages.length) % pages.length;
    activeOutputPage.set(pages[next] ?? null);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={t("Outputs")} onKeyDown={onKeyDown}>
      {pages.map((page, i) => (
        <button
          key={page.id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={page === active}
          tabIndex={page === active || (!active && i === 0) ? 0 : -1}
          onClick={() => activeOutputPage.set(page)}
          onAuxClick={(event) => {
            if (event.button === 1) closeOutputPage(page);
          }}
          onKeyDown={(event) => {
            if (event.key === "Delete") closeOutputPage(page);
          }}
        >
          <span className="tab-label">{page.title}</span>
          <span
            className="tab-close"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              closeOutputPage(page);
            }}
          >
            <Icon name="close" size={12} />
          </span>
        </button>
      ))}
    </div>
  );
}

/** The page in front, over the editor. Nothing while a file is. */
export function ActiveOutputPage() {
  const page = useStore(activeOutputPage);
  return page ? <Page key={page.id} page={page} /> : null;
}

function Page({ page }: { readonly page: OutputPage }) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  const [type, setType] = useState(page.type);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    element.focus();
    return () => observer.disconnect();
  }, []);
  const nothing = () => {};
  const shown = shownRepresentation(page.output.data, type);
  const style = { "--frame-height": `${room?.height ?? 0}px` } as React.CSSProperties;
  return (
    <div ref={place} className="output-page" role="region" aria-label={page.title} tabIndex={0} style={style}>
      {shown && room ? (
        <OutputBody
          output={page.output}
          shown={shown}
          drawing={drawingOf(page.output, shown)}
          width={room.width}
          folder={page.folder}
          choose={setType}
          frame={{
            onHeight: nothing,
            onGone: nothing,
            onMenu: nothing,
            onLeave: () => place.current?.focus(),
          }}
        />
      ) : null}
    </div>
  );
}
