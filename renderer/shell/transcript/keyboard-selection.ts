/** Selecting in a shell's output by the keyboard, when the output has the focus. */

/** Keys that move the selection's end, and by what. With Ctrl (Alt on macOS) a word or everything instead. */
const STEPS: Readonly<
  Record<string, readonly [direction: "forward" | "backward", by: string, withCtrl: string]>
> = {
  ArrowLeft: ["backward", "character", "word"],
  ArrowRight: ["forward", "character", "word"],
  ArrowUp: ["backward", "line", "line"],
  ArrowDown: ["forward", "line", "line"],
  Home: ["backward", "lineboundary", "documentboundary"],
  End: ["forward", "lineboundary", "documentboundary"],
};

/**
 * Selects what a key asks for.
 * @param log the element of the output
 * @returns whether the key was one of these
 */
export function extendSelection(log: HTMLElement, event: KeyboardEvent): boolean {
  const selection = getSelection();
  if (!selection) return false;
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "a") {
    selection.setBaseAndExtent(log, 0, log, log.childNodes.length);
    return true;
  }
  const step = STEPS[event.key];
  if (!step || !event.shiftKey) return false;
  const [direction, by, withCtrl] = step;
  if (!selection.anchorNode || !log.contains(selection.anchorNode) || selection.anchorNode === log)
    beginAt(log, selection, direction);
  const unit = ctrl || event.altKey ? withCtrl : by;
  if (unit === "documentboundary") {
    const line = lastOf(log, direction);
    if (line) selection.extend(line, direction === "forward" ? line.childNodes.length : 0);
  } else selection.modify("extend", direction, unit);
  reveal(log, selection);
  return true;
}

/** Without a selection it begins at the last line in view, or going down at the first one. */
function beginAt(log: HTMLElement, selection: Selection, direction: "forward" | "backward"): void {
  const { top, bottom } = (log.parentElement ?? log).getBoundingClientRect();
  const lines = [...log.querySelectorAll<HTMLElement>(".line")].filter((line) => {
    const box = line.getBoundingClientRect();
    return box.top >= top - 1 && box.bottom <= bottom + 1;
  });
  const line = direction === "forward" ? lines[0] : lines.at(-1);
  if (line) selection.collapse(line, direction === "forward" ? 0 : line.childNodes.length);
}

function lastOf(log: HTMLElement, direction: "forward" | "backward"): HTMLElement | undefined {
  const lines = [...log.querySelectorAll<HTMLElement>(".line")];
  return direction === "forward" ? lines.at(-1) : lines[0];
}

/** The end that moves stays in view. */
function reveal(log: HTMLElement, selection: Selection): void {
  const node = selection.focusNode;
  const element = node instanceof Element ? node : node?.parentElement;
  if (element && log.contains(element)) element.closest(".line")?.scrollIntoView({ block: "nearest" });
}
