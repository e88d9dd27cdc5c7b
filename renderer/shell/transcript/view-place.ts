/** Where a shell is scrolled to, for those who are not within its output. */
import type { ShellModel } from "../../kernels/shell-model";
import type { OutputPlace } from "../../kernels/unseen";
import { anchorAt } from "./anchor";
import type { TranscriptLayout } from "./transcript-layout";

const END: OutputPlace = { seq: Number.MAX_SAFE_INTEGER, output: 0, line: 0 };
const places = new WeakMap<ShellModel, () => OutputPlace>();

/** The line behind the last one in view. */
export function viewPlace(shell: ShellModel): OutputPlace {
  return places.get(shell)?.() ?? END;
}

/** @param bottom of the view, in px of the layout */
export function setViewPlace(shell: ShellModel, layout: TranscriptLayout, bottom: number): void {
  places.set(shell, () => {
    const anchor = bottom >= layout.height ? null : anchorAt(layout, bottom);
    if (!anchor) return END;
    const output = anchor.piece === "code" ? -1 : Number.parseInt(anchor.piece ?? "0", 10) || 0;
    return { seq: anchor.seq, output, line: anchor.line + 1 };
  });
}
