/**
 * Text that can be read in HTML whose author thought of another ground: a library writes colours for white paper, or a
 * yellow cell and no colour of text. Its colour is brought nearer to black or white until it stands out from the ground.
 */

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** What text without a colour of its own gets on a ground of the output's: nearly black, or nearly white. */
const INKS: readonly Colour[] = [
  [0, 0, 0, 0.87],
  [255, 255, 255, 0.87],
];
/** Contrast that text of this size needs (WCAG 2.2, 1.4.3), and a little more: it is rounded to whole colours. */
const ENOUGH = 4.6;
/** Elements beyond these keep their colours. */
const MOST_ELEMENTS = 5_000;
/** Colours of a gradient that are looked at. */
const MOST_STOPS = 16;
/** Steps between a colour and black or white. */
const STEPS = 24;

/** Relative luminance of an opaque colour, from 0 to 1 (WCAG 2.2). */
function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast of two opaque colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is seen of a colour on an opaque ground. */
export function over([red, green, blue, opacity]: Colour, ground: Colour): Colour {
  const mix = (top: number, below: number) => top * opacity + below * (1 - opacity);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

/** Contrast of text, which may be seen through, with the one of some opaque grounds that it stands out least from. */
function worst(grounds: readonly Colour[], text: Colour): number {
  return Math.min(...grounds.map((ground) => contrast(over(text, ground), ground)));
}

/** The colour nearest to `text` that can be read on all of the opaque grounds; null when it can be as it is. */
export function readableOn(grounds: readonly Colour[], text: Colour): Colour | null {
  const now = worst(grounds, text);
  if (now >= ENOUGH) return null;
  const white: Colour = [255, 255, 255, 1];
  const black: Colour = [0, 0, 0, 1];
  const to = worst(grounds, white) > worst(grounds, black) ? white : black;
  const [r, g, b] = to;
  for (let step = 1; step < STEPS; step++) {
    const [red, green, blue] = over([r, g, b, step / STEPS], text);
    const nearer: Colour = [Math.round(red), Math.round(green), Math.round(blue), 1];
    if (worst(grounds, nearer) >= ENOUGH) return nearer;
  }
  return worst(grounds, to) > now ? to : null;
}

/** The same for text that has no colour of its own: it need not stay near the one it had, so it is read well. */
export function inkOn(grounds: readonly Colour[], text: Colour): Colour | null {
  const readable = readableOn(grounds, text);
  return readable && (INKS.find((ink) => worst(grounds, ink) >= ENOUGH) ?? readable);
}

/** A colour as getComputedStyle writes it; undefined for other ways of writing one. */
export function readColour(text: string): Colour | undefined {
  const scale = text.startsWith("color(srgb ") ? 255 : text.startsWith("rgb") ? 1 : 0;
  const [red, green, blue, opacity = 1] = text.match(/[\d.]+(?:e-\d+)?/g)?.map(Number) ?? [];
  if (scale === 0 || red === undefined || green === undefined || blue === undefined) return undefined;
  return [red * scale, green * scale, blue * scale, opacity];
}

/** Colours that were set, by element, and what its style said before. */
const changed = new WeakMap<
  Element,
  { readonly set: string; readonly before: string; readonly priority: string }
>();

/**
 * Looks at all text in elements that are on the page, and makes readable what is not. May be called again, when the
 * theme or the text has changed.
 * @param paper what the elements lie on, where nothing in them has a ground of its own
 */
export function makeReadable(roots: Iterable<HTMLElement>, paper: Colour): void {
  const of = new Set<Element>(roots);
  const all = [...of].flatMap((root) => [root, ...root.querySelectorAll("*")].slice(0, MOST_ELEMENTS));
  for (const element of all) giveBack(element);
  // All is read before anything is written, so that styles are computed once.
  const grounds = new Map<Element, readonly Colour[] | null>();
  const wanted = new Map<Element, Colour>();
  const inks = new Set([...of].map((root) => getComputedStyle(root).color));
  for (const element of all) {
    const { parentElement: parent } = element;
    const style = getComputedStyle(element);
    const ground = groundOf(style, of.has(element) || !parent ? [paper] : (grounds.get(parent) ?? null));
    grounds.set(element, ground);
    if (!hasText(element)) continue;
    const text = readColour(style.color);
    if (!text) continue;
    const readable = ground && (inks.has(style.color) ? inkOn : readableOn)(ground, text);
    if (readable) wanted.set(element, readable);
    // Its parent's new colour is not for it.
    else if (parent && isWithin(parent, wanted)) wanted.set(element, text);
  }
  for (const [element, [red, green, blue, opacity]] of wanted) {
    const { style } = element as HTMLElement;
    const before = style.getPropertyValue("color");
    const priority = style.getPropertyPriority("color");
    style.setProperty("color", `rgba(${red}, ${green}, ${blue}, ${opacity})`, "important");
    changed.set(element, { set: style.getPropertyValue("color"), before, priority });
  }
}

function hasText({ childNodes }: Element): boolean {
  for (const node of childNodes) {
    if (node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? "")) return true;
  }
  return false;
}

function isWithin(element: Element, some: ReadonlyMap<Element, Colour>): boolean {
  for (let each: Element | null = element; each; each = each.parentElement) if (some.has(each)) return true;
  return false;
}

/** What may lie under the text: one colour, or those of a gradient. Null where a picture does: nobody knows its colours. */
function groundOf(
  { backgroundImage, backgroundColor }: CSSStyleDeclaration,
  above: readonly Colour[] | null,
): readonly Colour[] | null {
  const own = readColour(backgroundColor);
  if (!own) return null;
  const plain = own[3] === 1 ? [own] : (above?.map((colour) => over(own, colour)) ?? null);
  if (backgroundImage === "none" || plain === null) return plain;
  if (/url\(|image|element\(|conic/.test(backgroundImage)) return null;
  const stops = new Set((backgroundImage.match(/rgba?\([^()]*\)/g) ?? []).slice(0, MOST_STOPS));
  return [...stops].flatMap((stop) => {
    const colour = readColour(stop);
    return colour ? plain.map((ground) => over(colour, ground)) : [];
  });
}

function giveBack(element: Element): void {
  const was = changed.get(element);
  if (!was || !(element instanceof HTMLElement)) return;
  changed.delete(element);
  if (element.style.getPropertyValue("color") !== was.set) return;
  if (was.before === "") element.style.removeProperty("color");
  else element.style.setProperty("color", was.before, was.priority);
}
