/** While a tool is dragged: the edge of the window where an area without tools would be. */
import { useStore } from "../../floor/store";
import type { Area } from "../../floor/tool-areas";
import { areaDrop, draggedTool, toolLanding } from "./tool-drag";

interface AreaEdgeProps {
  readonly area: Area;
  /** The area is there, and takes the tool itself. */
  readonly shown: boolean;
}

export function AreaEdge({ area, shown }: AreaEdgeProps) {
  const isDragging = useStore(draggedTool) !== null;
  const lands = useStore(toolLanding)?.area === area;
  if (!isDragging || shown) return null;
  return (
    <div className="area-edge" data-edge={area} data-lands={lands ? "" : undefined} {...areaDrop(area)} />
  );
}
