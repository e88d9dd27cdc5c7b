/** What dragged tabs are dropped on, and where they would go while they are over it. */
import type { DragEvent } from "react";
import type { Store } from "../store";

interface DropTarget<Landing> {
  /** Whether what is dragged is taken here. */
  readonly takes: (transfer: DataTransfer) => boolean;
  /** Where it would go. */
  readonly landingAt: (event: DragEvent) => Landing;
  /** Told while it is over it, for the marks. */
  readonly landing: Store<Landing | null>;
  readonly drop: (at: Landing, transfer: DataTransfer) => void;
}

/** The handlers of an element that tabs can be dropped on. */
export function dropTarget<Landing>({ takes, landingAt, landing, drop }: DropTarget<Landing>) {
  return {
    onDragOver: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      const now = landingAt(event);
      if (JSON.stringify(now) !== JSON.stringify(landing.get())) landing.set(now);
    },
    onDragLeave: () => landing.set(null),
    onDrop: (event: DragEvent) => {
      // A tab within the bar has taken it; who only looks on hears of it still.
      if (event.isDefaultPrevented() || !takes(event.dataTransfer)) return;
      event.preventDefault();
      drop(landingAt(event), event.dataTransfer);
    },
  };
}

/** The tab that one dropped on a tab is put before: this one on its left half, the next one on its right half. */
export function beforeAt<Id>({ clientX, currentTarget }: DragEvent, own: Id, next: Id | null): Id | null {
  const { left, width } = currentTarget.getBoundingClientRect();
  return clientX < left + width / 2 ? own : next;
}
