/**
 * A thing that is dragged by the pointer within the window, and out of it. What it comes over hears the same events as of a
 * drag of the browser's ("dragover", "drop"), which could not be given to the system once it is on its way.
 */
import "./pointer-drag.css";

/** It is on its way from so many px on. */
const BEGINS_PX = 5;
/** So near to the end of a list, in px, it goes on there, by so much a frame. */
const EDGE_PX = 24;
const STEP_PX = 8;

export interface Dragged {
  /** What it is, by type, for what it is dropped on. */
  readonly data: Readonly<Record<string, string>>;
  /** Stands at the pointer. */
  readonly label: string;
  /** It is on its way. */
  readonly begins: () => void;
  /** The pointer leaves the window with it: from there on it is the system's. @param isHeld whether the button is still down */
  readonly leaves: (isHeld: () => boolean) => void;
}

/** To be called with the press of the main button on it. A press that does not move stays a click. @param source what was pressed */
export function dragByPointer(
  press: PointerEvent,
  source: HTMLElement,
  { data, label, begins, leaves }: Dragged,
): void {
  const transfer = new DataTransfer();
  for (const [type, value] of Object.entries(data)) transfer.setData(type, value);
  // One that no drag of the browser's made keeps what it is told here to itself.
  Object.defineProperty(transfer, "dropEffect", { value: "none", writable: true });
  let ghost: HTMLElement | null = null;
  let over: Element | null = null;
  let last: PointerEvent = press;
  let frame = 0;

  const tell = (type: string, to: Element | null): boolean => {
    const { clientX, clientY, screenX, screenY, ctrlKey, altKey, shiftKey, metaKey } = last;
    const event = new DragEvent(type, {
      ...{ bubbles: true, cancelable: true, composed: true, dataTransfer: transfer },
      ...{ clientX, clientY, screenX, screenY, ctrlKey, altKey, shiftKey, metaKey },
    });
    return to !== null && !to.dispatchEvent(event);
  };
  const writesInto = (element: Element | null) =>
    element?.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea") === true;
  const goOver = (element: Element | null) => {
    if (element !== over) {
      const before = over;
      over = element;
      tell("dragenter", element);
      tell("dragleave", before);
    }
    transfer.dropEffect = "none";
    const taken = tell("dragover", element);
    document.documentElement.dataset.carries = taken
      ? transfer.dropEffect
      : writesInto(element)
        ? "copy"
        : "none";
  };
  /** A list whose end it is near goes on. */
  const scroll = () => {
    frame = requestAnimationFrame(scroll);
    for (let at = over; at instanceof HTMLElement; at = at.parentElement) {
      if (at.scrollHeight <= at.clientHeight || !/auto|scroll/.test(getComputedStyle(at).overflowY)) continue;
      const { top, bottom } = at.getBoundingClientRect();
      const by = last.clientY < top + EDGE_PX ? -STEP_PX : last.clientY > bottom - EDGE_PX ? STEP_PX : 0;
      at.scrollTop += by;
      return;
    }
  };
  const begin = () => {
    source.setPointerCapture(press.pointerId);
    ghost = document.createElement("div");
    ghost.className = "drag-label";
    ghost.textContent = label;
    ghost.setAttribute("aria-hidden", "true");
    document.body.append(ghost);
    begins();
    scroll();
  };
  const end = () => {
    stop.abort();
    cancelAnimationFrame(frame);
    ghost?.remove();
    delete document.documentElement.dataset.carries;
    if (source.hasPointerCapture(press.pointerId)) source.releasePointerCapture(press.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    last = event;
    if (event.buttons === 0) return cancel();
    if (!ghost) {
      if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < BEGINS_PX) return;
      begin();
    }
    const { clientX: x, clientY: y } = event;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
      cancel();
      let isHeld = true;
      addEventListener("pointerup", () => (isHeld = false), { capture: true, once: true });
      leaves(() => isHeld);
      return;
    }
    ghost?.style.setProperty("translate", `${x + 12}px ${y + 8}px`);
    goOver(document.elementFromPoint(x, y));
  };
  const cancel = () => {
    tell("dragleave", over);
    end();
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    if (!ghost) return end();
    last = event;
    const to = over;
    const taken = document.documentElement.dataset.carries !== "none";
    end();
    // What is under the pointer is not clicked.
    addEventListener("click", (click) => click.stopPropagation(), {
      capture: true,
      once: true,
      signal: soon(),
    });
    if (!taken) tell("dragleave", to);
    else if (!tell("drop", to) && to instanceof HTMLElement && writesInto(to)) {
      to.focus();
      document.execCommand("insertText", false, data["text/plain"] ?? "");
    }
  };
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener("pointermove", onMove, { signal });
  addEventListener("pointerup", onUp, { signal });
  addEventListener("pointercancel", cancel, { signal });
  addEventListener("blur", () => ghost === null && end(), { signal });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !ghost) return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    },
    { signal, capture: true },
  );
}

/** Aborts once what follows from the present event is done. */
function soon(): AbortSignal {
  const later = new AbortController();
  setTimeout(() => later.abort());
  return later.signal;
}
