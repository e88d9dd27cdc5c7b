/** Marks in a shell's output what was found, whenever it is drawn anew. */
import { type RefObject, useEffect, useLayoutEffect } from "react";
import { createStore, useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { openFind } from "./find-state";
import { highlight, removeHighlights } from "./highlights";

const nothing = createStore(null);

/** @param gone outputs of a block that were cleared from view */
export function useHighlights(
  log: RefObject<HTMLElement | null>,
  shell: ShellModel,
  gone: (seq: number) => number,
): void {
  const open = useStore(openFind);
  const find = open?.shell === shell ? open.find : null;
  const state = useStore(find ? find.state : nothing);
  useLayoutEffect(() => {
    if (find && log.current) highlight(log.current, find.hits, state?.current ?? null, gone);
  });
  useEffect(() => (find ? removeHighlights : undefined), [find]);
}
