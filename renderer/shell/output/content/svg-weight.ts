/**
 * Whether an SVG is light enough to be drawn by the window itself. In an <img> nothing in it runs and nothing is
 * loaded, but it is drawn by the window's own process: what would take long belongs in a frame.
 */

/** Longest SVG that the window draws itself, in characters. */
const MOST_CHARACTERS = 2_000_000;
/** Most elements to draw, those that <use> repeats counted each time. */
const MOST_ELEMENTS = 50_000;
/** What can cost any time, whatever its size; and what moves. */
const HEAVY =
  "filter, foreignObject, pattern, mask, script, style, animate, animateMotion, animateTransform, set, image, feImage";
/** A rule of text colours or fonts is what plotting libraries write into <style>. */
const LIGHT_STYLE = /^[\s*{},;:#.()\w-]*$/;

/** True when the picture takes little to draw; false also when it is no SVG at all. */
export function isLightSvg(svg: string): boolean {
  if (svg.length > MOST_CHARACTERS || /<!ENTITY/i.test(svg)) return false;
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (root.localName !== "svg") return false;
  for (const element of root.querySelectorAll(HEAVY)) {
    if (element.localName !== "style" || !LIGHT_STYLE.test(element.textContent ?? "")) return false;
  }
  return drawnElements(root, new Map(), new Set()) <= MOST_ELEMENTS;
}

/** Elements that drawing `element` means; infinite where <use> leads in a circle. */
function drawnElements(element: Element, known: Map<Element, number>, within: Set<Element>): number {
  const before = known.get(element);
  if (before !== undefined) return before;
  if (within.has(element)) return Number.POSITIVE_INFINITY;
  within.add(element);
  let count = 1;
  for (const child of element.children) count += drawnElements(child, known, within);
  if (element.localName === "use") {
    const id = (element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "").replace(/^#/, "");
    const target = id === "" ? null : element.ownerDocument.getElementById(id);
    if (target) count += drawnElements(target, known, within);
  }
  within.delete(element);
  known.set(element, count);
  return count;
}
