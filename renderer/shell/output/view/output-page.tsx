/** Outputs in pages among the files' tabs. */
import { useRoom } from "../../../floor/use-room";
import "./output.css";
import "../markup/markup.css";
import { useLayoutEffect, useRef, useState } from "react";
import { openPage } from "../../../floor/pages/pages";
import type { Display } from "../content/picture";
import { shownRepresentation } from "../content/representations";
import { OutputBody } from "./output-body";
import { drawingOf } from "./output-size";

/** An output that is open in a tab of the editor's area. */
interface OutputPage {
  readonly title: string;
  readonly output: Display;
  readonly type: string;
  /** Where saving begins. */
  readonly folder: string;
}

/** Opens an output as one of its types in a tab, in front. */
export function openOutputPage(output: Display, type: string, folder: string): void {
  const number = output.executionCount === undefined ? "" : ` Out[${output.executionCount}]`;
  const kind = shownRepresentation(output.data, type)?.title ?? type;
  const own: OutputPage = { title: `${kind}${number}`, output, type, folder };
  openPage({ key: keyOf(output, type), title: own.title, View: () => <OutputInPage page={own} /> });
}

const keys = new WeakMap<Display, Map<string, object>>();

/** One for each output and type, as long as the output is there. */
function keyOf(output: Display, type: string): object {
  const own = keys.get(output) ?? new Map<string, object>();
  keys.set(output, own);
  const key = own.get(type) ?? {};
  own.set(type, key);
  return key;
}

function OutputInPage({ page }: { readonly page: OutputPage }) {
  const place = useRef<HTMLDivElement>(null);
  const room = useRoom(place);
  const [type, setType] = useState(page.type);
  useLayoutEffect(() => {
    place.current?.focus();
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
