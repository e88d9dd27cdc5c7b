/** Dragging a shell's tab: along the tabs, into another pane, or to a side of a pane, where a new one is made. */
import { type DragEvent, useState } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import type { Target } from "../../kernels/shell-panes";
import { createStore, useStore } from "../../store";
import { moveShell } from "./move-shell";

/** The shell whose tab is being dragged, or null. */
const dragged = createStore<ShellModel | null>(null);
/** The outer part of a pane that means "beside it". */
const EDGE = 0.28;

type Zone = "left" | "right" | "above" | "below" | "into";

/** What a tab needs so that it can be dragged, and dropped upon. */
export function tabDrag(shell: ShellModel, pane: string) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", shell.name);
      // Not within the event: the page may not change while the browser takes its picture of the tab.
      setTimeout(() => dragged.set(shell));
    },
    onDragEnd: () => dragged.set(null),
    ...dropTarget(() => ({ pane, before: shell.view })),
  };
}

/** The room behind the tabs: dropped there, a tab becomes the last. */
export function tabsDrop(pane: string) {
  return dropTarget(() => ({ pane }));
}

function dropTarget(target: () => Target) {
  return {
    onDragOver: (event: DragEvent) => {
      if (dragged.get()) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      drop(target());
    },
  };
}

function drop(target: Target): void {
  const shell = dragged.get();
  dragged.set(null);
  if (shell) moveShell(shell, target);
}

/** Lies over a pane while a tab is dragged, and shows where it would go. */
export function DropZones({ pane }: { readonly pane: string }) {
  const isDragging = useStore(dragged) !== null;
  const [zone, setZone] = useState<Zone | null>(null);
  if (!isDragging) return null;
  return (
    <div
      className="drop-zones"
      onDragOver={(event) => {
        event.preventDefault();
        setZone(zoneAt(event));
      }}
      onDragLeave={() => setZone(null)}
      onDrop={(event) => {
        event.preventDefault();
        const at = zoneAt(event);
        setZone(null);
        drop(at === "into" ? { pane } : { beside: pane, side: at });
      }}
    >
      {zone ? <div className="drop-zone" data-zone={zone} /> : null}
    </div>
  );
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
