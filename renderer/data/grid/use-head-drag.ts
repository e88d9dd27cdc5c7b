/** Columns that are dragged by their heads to another place. */
import { type PointerEvent as PointerDown, useState } from "react";
import type { ColumnPlaces } from "./geometry";

/** A pointer that moves less has clicked, in px. */
const THRESHOLD = 6;

interface HeadDragOptions {
  readonly places: ColumnPlaces;
  /** Px from the left of all columns, by a place of the pointer. */
  readonly xOf: (clientX: number) => number;
  /** @param to the place among the others */
  readonly move: (place: number, to: number) => void;
}

export function useHeadDrag({ places, xOf, move }: HeadDragOptions) {
  /** The edge where a column would go: that before a place. */
  const [to, setTo] = useState<number | null>(null);
  const edgeAt = (x: number): number => {
    const place = places.at(x);
    return x > places.left(place) + places.widthOf(place) / 2 ? place + 1 : place;
  };
  const begin = (event: PointerDown, place: number) => {
    if (event.button !== 0 || (event.target as Element).closest(".column-edge")) return;
    const element = event.currentTarget;
    const from = event.clientX;
    let edge: number | null = null;
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      setTo(null);
    };
    const moves = (moved: Event) => {
      const { clientX } = moved as PointerEvent;
      if (edge === null && Math.abs(clientX - from) < THRESHOLD) return;
      // From now on it is no click.
      if (edge === null) element.setPointerCapture(event.pointerId);
      edge = edgeAt(xOf(clientX));
      setTo(edge);
    };
    const drops = () => {
      end();
      if (edge !== null && edge !== place && edge !== place + 1) move(place, edge > place ? edge - 1 : edge);
    };
    const escapes = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape" || edge === null) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      end();
    };
    const { signal } = stop;
    element.addEventListener("pointermove", moves, { signal });
    element.addEventListener("pointerup", drops, { signal });
    element.addEventListener("pointercancel", end, { signal });
    window.addEventListener("keydown", escapes, { capture: true, signal });
  };
  return { to, begin };
}
