/** The keyboard among the blocks of a shell: from the newest backwards, and back into the input. */
import { useEffect, useRef } from "react";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";

/** Goes to the block before (-1) or after (1) the current one; after the last to the input. */
export function stepBlock(shell: ShellModel, by: 1 | -1): void {
  const { blocks } = shell.transcript.get();
  const current = shell.currentBlock.get();
  const found = blocks.findIndex(({ seq }) => seq === current);
  const at = (found === -1 ? blocks.length : found) + by;
  const next = blocks[Math.max(0, at)];
  if (!next) {
    shell.currentBlock.set(null);
    shell.focus();
    return;
  }
  shell.currentBlock.set(next.seq);
  shell.wanted.set({ seq: next.seq, output: -1, line: 0 });
}

/** Gives the article the keyboard when its block becomes the current one, and lets go of it when that moves on. */
export function useBlockFocus(shell: ShellModel, seq: number) {
  const article = useRef<HTMLElement>(null);
  const isCurrent = useStore(shell.currentBlock) === seq;
  useEffect(() => {
    if (isCurrent) article.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  const onBlur = (event: React.FocusEvent) => {
    const within = event.relatedTarget instanceof Node && article.current?.contains(event.relatedTarget);
    // A menu over the block has the keyboard for a moment only.
    const menu = event.relatedTarget instanceof Element && event.relatedTarget.closest("[role=menu]");
    if (isCurrent && !within && !menu && document.hasFocus()) shell.currentBlock.set(null);
  };
  return { ref: article, tabIndex: -1, onBlur };
}
