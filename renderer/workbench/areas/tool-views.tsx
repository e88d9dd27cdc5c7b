/**
 * The open tools as they are drawn: each into an element of its own, which moves with its tab from area to area, so that
 * what is unfolded, typed and scrolled to stays. A tool that is not seen keeps its state, and its effects rest.
 */
import { Activity, useState } from "react";
import { createPortal } from "react-dom";
import { ErrorBoundary } from "../../floor/error-boundary";
import { layout, partsInView } from "../../floor/layout-state";
import { type MovableElement, movableElement, moveInto } from "../../floor/movable-element";
import { useStore } from "../../floor/store";
import { AREAS, shownTools } from "../../floor/tool-areas";
import { allTools, type Tool } from "../../floor/tools/tools";

const places = new Map<string, MovableElement>();

function placeOf({ id }: Tool): MovableElement {
  let place = places.get(id);
  if (!place) {
    place = movableElement("tool-place");
    places.set(id, place);
  }
  return place;
}

/** Id of a tool's region on the page. */
export const toolRegionId = ({ id }: Tool) => `tool-${id.replaceAll(" ", "-")}`;

/** Puts a tool into the body of an area, unless it is there. */
export function putToolInto(body: HTMLElement, tool: Tool): void {
  moveInto(body, placeOf(tool));
}

export function ToolViews() {
  const state = useStore(layout);
  const seen = partsInView(state).tools;
  return AREAS.flatMap((area) => {
    const { tools, front } = shownTools(state.tools[area], allTools());
    return tools.map((tool) =>
      createPortal(<ToolView tool={tool} seen={seen && tool === front} />, placeOf(tool).element, tool.id),
    );
  });
}

function ToolView({ tool, seen }: { readonly tool: Tool; readonly seen: boolean }) {
  // What was never looked at is not made.
  const [wasSeen, setWasSeen] = useState(seen);
  if (seen && !wasSeen) setWasSeen(true);
  if (!seen && !wasSeen) return null;
  return (
    <Activity mode={seen ? "visible" : "hidden"}>
      <section id={toolRegionId(tool)} className="tool-view" aria-label={tool.title} data-tool={tool.id}>
        <ErrorBoundary part={tool.title}>
          <tool.View />
        </ErrorBoundary>
      </section>
    </Activity>
  );
}
