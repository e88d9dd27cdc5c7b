/** Dragging a tool's tab: along the tabs of its area, or into another area, by its tabs, its body or the edge where it will be. */
import type { DragEvent } from "react";
import { putTool } from "../../floor/layout-state";
import { beforeAt, dropTarget } from "../../floor/lists/tab-drop";
import { createStore } from "../../floor/store";
import type { Area } from "../../floor/tool-areas";
import { focusTabAfter } from "../../floor/tools/tools";

/** What a dragged tab carries, for this window alone. */
const KIND = "application/x-tandem-tool";

/** The tool whose tab is on its way. */
export const draggedTool = createStore<string | null>(null);

/** Among the tabs of an area, before that tool or last; or into an area as a whole. */
type Landing = { readonly area: Area; readonly before?: string | null };

/** Where it would go if it were dropped now. */
export const toolLanding = createStore<Landing | null>(null);

let own: string | null = null;

/**
 * What a tab needs so that it can be dragged, and dropped upon.
 * @param next the tool of the tab after it, or null
 */
export function toolTabDrag(tool: string, area: Area, next: string | null) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      own = tool;
      dataTransfer.effectAllowed = "move";
      dataTransfer.setData(KIND, tool);
      // Not within the event: the page may not change while the browser takes its picture of the tab.
      setTimeout(() => draggedTool.set(own));
    },
    onDragEnd: isOver,
    ...toolDrop((event) => ({ area, before: beforeAt(event, tool, next) })),
  };
}

/** The bar around the tabs: dropped there, a tab becomes the last. */
export function toolTabsDrop(area: Area) {
  return toolDrop(() => ({ area, before: null }));
}

/** An area as a whole, or the edge of the window where it will be. */
export function areaDrop(area: Area) {
  return toolDrop(() => ({ area }));
}

function toolDrop(landingAt: (event: DragEvent) => Landing) {
  return dropTarget({
    takes: ({ types }) => own !== null && types.includes(KIND),
    landingAt,
    landing: toolLanding,
    drop: ({ area, before }) => {
      const tool = own;
      isOver();
      if (tool === null) return;
      focusTabAfter(tool, () => putTool(tool, area, before));
    },
  });
}

function isOver(): void {
  own = null;
  draggedTool.set(null);
  toolLanding.set(null);
}
