/** Which widths the parts of a window keep: the tools at the sides give way before code and output become unreadable. */

/** Of a side of tools, in px. */
export const SMALLEST_SIDE = 120;
/** Less makes code and output unreadable, in px; both settle into the smallest window without tools at the sides. */
const ALONE = { editor: 280, right: 350 };
/** Beside tools. */
const BESIDE_TOOLS = { editor: 320, right: 290 };
/** Where even the smallest tools leave less than that. */
const LEAST = { editor: 160, right: 190 };
const SEPARATOR = 1;

/** What is seen of the window, from left to right. */
export interface SeenParts {
  readonly left: boolean;
  readonly editor: boolean;
  /** Shells, or tools below them. */
  readonly right: boolean;
  readonly rightTools: boolean;
}

export interface LeastWidths {
  readonly middle: number;
  readonly editor: number;
  readonly right: number;
}

/** The least widths in a window. @param width of the window, in px */
export function leastWidths(width: number, seen: SeenParts): LeastWidths {
  const sides = Number(seen.left) + Number(seen.rightTools);
  if (sides === 0) return { ...ALONE, middle: sum(LEAST, seen) };
  const room = width - sides * (SMALLEST_SIDE + SEPARATOR);
  const wanted = sum(BESIDE_TOOLS, seen);
  const middle = Math.max(sum(LEAST, seen), Math.min(wanted, room));
  const part = middle / wanted;
  const least = (one: "editor" | "right") => Math.max(LEAST[one], Math.floor(BESIDE_TOOLS[one] * part));
  const right = least("right");
  // Both at their least may be more than there is: the editor, which has more to give, gives it.
  const editor = seen.right
    ? Math.min(least("editor"), Math.max(LEAST.editor, middle - right))
    : least("editor");
  return { middle, editor, right };
}

function sum(of: { readonly editor: number; readonly right: number }, { editor, right }: SeenParts): number {
  return (editor ? of.editor : 0) + (right ? of.right : 0) || of.editor;
}

/** The widths of the sides that are wanted, each less by its share where the middle would get too little. */
export function fittedSides(
  room: number,
  wanted: { readonly left: number; readonly right: number },
): { left: number; right: number } {
  const all = wanted.left + wanted.right;
  if (all <= room || all === 0) return { ...wanted };
  const fitted = (side: number) =>
    side === 0 ? 0 : Math.max(SMALLEST_SIDE, Math.floor((side / all) * Math.max(0, room)));
  const left = fitted(wanted.left);
  const right = fitted(wanted.right);
  // One that is at its least has the other give the more.
  const over = Math.max(0, left + right - room);
  return {
    left: left === 0 ? 0 : Math.max(SMALLEST_SIDE, left - (right === SMALLEST_SIDE ? over : 0)),
    right: right === 0 ? 0 : Math.max(SMALLEST_SIDE, right - (left === SMALLEST_SIDE ? over : 0)),
  };
}
