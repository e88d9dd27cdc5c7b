/**
 * Dragging a shell's tab: along the tabs, into another pane, to a side of a pane, where a new one is made, into another
 * window of the app, or out of all of them, where it gets a window of its own. It is the desktop's own drag and drop:
 * that alone knows which window is seen where, on every desktop (Wayland tells no program where its windows stand).
 */
import type { DragEvent } from "react";
import { unawaited } from "../../floor/failures";
import { beforeAt, dropTarget } from "../../floor/lists/tab-drop";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import type { Target } from "../../kernels/shell-panes";
import {
  beginDrag,
  dragged,
  droppedShell,
  endDrag,
  isHere,
  isShellTab,
  type Landing,
  landing,
  ticketOf,
  type Zone,
} from "./dragged-shell";
import { moveShell } from "./move-shell";
import { takeShell } from "./window-moves";

/** The outer part of a pane that means "beside it". */
const EDGE = 0.28;

/**
 * What a tab needs so that it can be dragged, and dropped upon: at its left half before it, at its right half after it.
 * @param next the view of the tab after it, or null
 */
export function tabDrag(shell: ShellModel, pane: string, next: string | null) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => beginDrag(shell, event.dataTransfer),
    onDragEnd: (event: DragEvent) => unawaited("end drag", endDrag(event.dataTransfer.dropEffect)),
    ...shellDrop((event) => ({ pane, before: beforeAt(event, shell.view, next) })),
  };
}

/** The bar around the tabs: dropped there, a tab becomes the last. */
export function tabsDrop(pane: string) {
  return shellDrop(() => ({ pane, before: null }));
}

/**
 * The pane below its tabs.
 * @param empty it has no shell that another could stand beside
 */
export function paneDrop(pane: string, empty: boolean) {
  return shellDrop((event) => ({ pane, zone: empty ? "into" : zoneAt(event) }));
}

function shellDrop(landingAt: (event: DragEvent) => Landing) {
  const takes = (transfer: DataTransfer) => {
    if (!isShellTab(transfer)) return false;
    isHere();
    return true;
  };
  return dropTarget({
    takes,
    landingAt,
    landing,
    drop: (at, transfer) => drop(ticketOf(transfer), targetOf(at)),
  });
}

function drop(ticket: string, target: Target): void {
  const shell = droppedShell();
  if (shell) moveShell(shell, target);
  else unawaited("take shell", takeShell(ticket, target));
}

function targetOf(at: Landing): Target {
  if ("before" in at) return at;
  return at.zone === "into" ? { pane: at.pane } : { beside: at.pane, side: at.zone };
}

/** Lies over a pane while a tab is dragged, so that nothing in it takes the tab, and shows where it would go. */
export function DropZones({ pane }: { readonly pane: string }) {
  const isDragging = useStore(dragged) !== null;
  const at = useStore(landing);
  if (!isDragging) return null;
  const zone = at && at.pane === pane && "zone" in at ? at.zone : undefined;
  return <div className="drop-zones">{zone ? <div className="drop-zone" data-zone={zone} /> : null}</div>;
}

function zoneAt({ clientX, clientY, currentTarget }: DragEvent): Zone {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const x = (clientX - left) / width;
  const y = (clientY - top) / height;
  const nearest = Math.min(x, 1 - x, y, 1 - y);
  if (nearest > EDGE) return "into";
  if (nearest === x) return "left";
  if (nearest === 1 - x) return "right";
  return nearest === y ? "above" : "below";
}
