/** How large a figure is drawn. */
import type { Size } from "../../shell/output/content/image-size";

/** As large as there is room for, or so many times its own size. */
export type Zoom = "fit" | number;

const LEAST = 0.1;
const MOST = 16;
/** A picture is enlarged so far to fill its room: more shows squares, not more of it. */
const MOST_FIT = 2;
const STEP = 1.25;

/** The factor that a zoom stands for. @param room in px; @param own the figure's size, in px */
export function factorOf(zoom: Zoom, room: Size, own: Size): number {
  if (zoom !== "fit") return zoom;
  return Math.max(0.01, Math.min(room.width / own.width, room.height / own.height, MOST_FIT));
}

/** The next factor, larger with 1 and smaller with -1; one that passes the figure's own size stops there. */
export function stepped(factor: number, by: 1 | -1): number {
  const next = by > 0 ? factor * STEP : factor / STEP;
  const passes = (factor - 1) * (next - 1) < 0;
  return passes ? 1 : Math.min(MOST, Math.max(LEAST, next));
}
