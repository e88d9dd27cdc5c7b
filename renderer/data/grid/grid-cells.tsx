/** The cells of a grid, and the heads of its columns, as they are drawn. */
import { memo, type ReactNode } from "react";

export interface GridCellProps {
  readonly id: string;
  readonly index: number;
  readonly left: number;
  readonly width: number;
  /** Null: it has not come yet. */
  readonly text: string | null;
  readonly kind: string;
  readonly missing: boolean;
  readonly selected: boolean;
  readonly current: boolean;
  /** It stands still. */
  readonly frozen: boolean;
  /** Where it is in its column's scale of colours, from -1 to 1; null: it has none. */
  readonly colour: number | null;
}

/** Of a colour that is mixed into the background at the end of a scale, in percent: text stays readable on it. */
const MOST_COLOUR = 42;

function background(colour: number): string {
  const share = (Math.abs(colour) * MOST_COLOUR).toFixed(1);
  return `color-mix(in oklab, var(${colour < 0 ? "--num" : "--accent"}) ${share}%, var(--bg))`;
}

export const GridCell = memo(function GridCell(cell: GridCellProps) {
  const { id, index, left, width, text, kind, missing, selected, current, frozen, colour } = cell;
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index}
      aria-selected={selected}
      aria-busy={text === null || undefined}
      className="data-cell"
      data-kind={kind}
      data-missing={missing || undefined}
      data-current={current || undefined}
      data-frozen={frozen || undefined}
      style={{ left, width, ...(colour !== null && !selected ? { background: background(colour) } : {}) }}
    >
      {text ?? ""}
    </div>
  );
});

export interface HeadCellProps {
  readonly id: string;
  readonly index: number;
  readonly left: number;
  readonly width: number;
  readonly sort: "ascending" | "descending" | "none";
  readonly current: boolean;
  readonly frozen: boolean;
  readonly resize: (width: number) => void;
  readonly drag: (event: React.PointerEvent) => void;
  readonly children: ReactNode;
}

const LEAST_WIDTH = 48;
const MOST_WIDTH = 1200;

export function HeadCell(props: HeadCellProps) {
  const { id, index, left, width, sort, current, frozen, resize, drag, children } = props;
  const onPointerDown = (event: React.PointerEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const element = event.currentTarget;
    const begin = event.clientX;
    const move = (moved: Event) =>
      resize(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width + (moved as PointerEvent).clientX - begin)));
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", move);
    element.addEventListener("lostpointercapture", () => element.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={index}
      aria-sort={sort}
      className="data-column"
      data-current={current || undefined}
      data-frozen={frozen || undefined}
      style={{ left, width }}
      onPointerDown={drag}
    >
      {children}
      <span className="column-edge" aria-hidden="true" onPointerDown={onPointerDown} />
    </div>
  );
}
