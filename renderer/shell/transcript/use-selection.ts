/** What is selected in a shell's output, and what copying gives: also what is not on the page, or not even held. */
import { type RefObject, useEffect, useState } from "react";
import { unawaited } from "../../floor/failures";
import type { ShellModel } from "../../kernels/shell-model";
import { copyAllOutput, copyBetween } from "./copy-output";
import { extendSelection } from "./keyboard-selection";
import { holdsAll, type Place, placeOf, textBetween } from "./output-selection";
import type { TranscriptLayout } from "./transcript-layout";

export interface LogSelection {
  /** The ends, which stay drawn. */
  readonly pins: readonly Place[];
}

type Selected = readonly [Place, Place] | "all" | null;
const NOTHING: readonly Place[] = [];

export function useSelection(
  log: RefObject<HTMLDivElement | null>,
  shell: ShellModel,
  layout: TranscriptLayout,
): LogSelection {
  const [selected, select] = useState<Selected>(null);
  useEffect(() => {
    let present: Selected = null;
    // Each key in any text is a change of the selection, and React keeps each update that changes nothing.
    const take = (next: Selected) => {
      if (next === present) return;
      present = next;
      select(next);
    };
    const onSelect = () => {
      const selection = getSelection();
      const element = log.current;
      if (!element || !selection) return;
      if (!selection.isCollapsed && selection.anchorNode === element && selection.focusNode === element)
        return take("all");
      const anchor = selection.isCollapsed
        ? null
        : placeOf(element, selection.anchorNode, selection.anchorOffset);
      if (!anchor) return take(null);
      const focus = placeOf(element, selection.focusNode, selection.focusOffset);
      take([anchor, focus ?? (Array.isArray(present) ? present[1] : anchor)]);
    };
    document.addEventListener("selectionchange", onSelect);
    return () => document.removeEventListener("selectionchange", onSelect);
  }, [log]);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const onCopy = (event: ClipboardEvent) => {
      if (!selected) return;
      event.preventDefault();
      if (selected === "all") unawaited("copy all output", copyAllOutput(shell));
      else if (holdsAll(layout.blocks, ...selected))
        event.clipboardData?.setData("text/plain", textBetween(layout.blocks, ...selected));
      else unawaited("copy between", copyBetween(shell, ...selected));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target !== element || !extendSelection(element, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener("copy", onCopy);
    element.addEventListener("keydown", onKeyDown);
    return () => {
      element.removeEventListener("copy", onCopy);
      element.removeEventListener("keydown", onKeyDown);
    };
  }, [log, shell, layout, selected]);
  return { pins: Array.isArray(selected) ? selected : NOTHING };
}
