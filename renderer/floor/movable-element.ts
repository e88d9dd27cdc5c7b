/** An element of its own that something is drawn into, and that moves on the page as a whole: what is in it keeps its state. */

export interface MovableElement {
  readonly element: HTMLElement;
  /** Where what scrolls in it was; moving an element on the page forgets it. */
  readonly scrolled: Map<Element, number>;
}

/** Makes one; it stands nowhere yet. */
export function movableElement(className: string): MovableElement {
  const element = document.createElement("div");
  element.className = className;
  const scrolled = new Map<Element, number>();
  const onScroll = ({ target }: Event) => {
    if (!(target instanceof Element) || !target.isConnected) return;
    // What was taken out of it meanwhile is not to be held by what was remembered of it.
    if (!scrolled.has(target))
      for (const one of scrolled.keys()) if (!element.contains(one)) scrolled.delete(one);
    scrolled.set(target, target.scrollTop);
  };
  element.addEventListener("scroll", onScroll, { capture: true, passive: true });
  return { element, scrolled };
}

/** Moves it into a part of the page, unless it is there. */
export function moveInto(body: HTMLElement, { element, scrolled }: MovableElement): void {
  if (element.parentElement === body) return;
  const before = [...scrolled];
  body.append(element);
  for (const [one, top] of before) if (element.contains(one)) one.scrollTop = top;
}
