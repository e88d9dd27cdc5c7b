/** How well text stands out from what is under it, measured on the pixels of the window. */
import type { Frame, Page } from "playwright/test";

export interface TextContrast {
  readonly text: string;
  /** WCAG 2.2, from 1 to 21. */
  readonly contrast: number;
}

interface Rect {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The contrast of each line of text that is in view in the elements that `selector` names, in the window's page or in a
 * frame: of the ground, which most of its pixels show, with the colour that stands out most from it. The window is to be
 * drawn with several pixels for each of its own, so that strokes of letters have their full colour.
 */
export async function textContrasts(page: Page, frame: Frame, selector: string): Promise<TextContrast[]> {
  const origin = { x: 0, y: 0 };
  if (frame !== page.mainFrame()) {
    const box = await (await frame.frameElement()).boundingBox();
    if (!box) return [];
    origin.x = box.x;
    origin.y = box.y;
  }
  const rects = await frame.evaluate((within): Rect[] => {
    const found: Rect[] = [];
    for (const root of document.querySelectorAll(within)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = (node.nodeValue ?? "").trim();
        // Lines and blocks that tables are drawn of are no words.
        if (!/[\p{L}\p{N}]/u.test(text)) continue;
        if (!node.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { x, y, width, height } of range.getClientRects())
          if (width >= 4 && height >= 6) found.push({ text: text.slice(0, 40), x, y, width, height });
      }
    }
    return found;
  }, selector);
  const clip = await pictured(page, rects, origin);
  if (!clip) return [];
  const shot = (await page.screenshot({ scale: "device", animations: "disabled", clip })).toString("base64");
  return page.evaluate(
    async ({ png, places, x, y, part }) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const scale = picture.naturalWidth / part.width;
      const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("no canvas");
      context.drawImage(picture, 0, 0);
      const linear = (part: number) =>
        part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
      const luminance = (key: number) =>
        0.2126 * linear(key >> 16) + 0.7152 * linear((key >> 8) & 255) + 0.0722 * linear(key & 255);
      const results: { text: string; contrast: number }[] = [];
      for (const place of places) {
        const left = Math.round((place.x + x - part.x) * scale);
        const top = Math.round((place.y + y - part.y) * scale);
        const width = Math.round(place.width * scale);
        const height = Math.round(place.height * scale);
        const inView = left >= 0 && top >= 0 && left + width <= canvas.width && top + height <= canvas.height;
        // Clipped by what scrolls, or behind something that stands over it.
        const above = document.elementFromPoint(
          place.x + x + place.width / 2,
          place.y + y + place.height / 2,
        );
        if (!inView || !above?.closest(".output")) continue;
        const { data } = context.getImageData(left, top, width, height);
        const counts = new Map<number, number>();
        for (let i = 0; i < data.length; i += 4) {
          const key = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        let ground = 0;
        for (const [key, count] of counts) if (count > (counts.get(ground) ?? 0)) ground = key;
        const under = luminance(ground);
        let best = 1;
        for (const [key, count] of counts) {
          // A pixel or two may belong to a border.
          if (count < 3) continue;
          const own = luminance(key);
          best = Math.max(best, (Math.max(own, under) + 0.05) / (Math.min(own, under) + 0.05));
        }
        results.push({ text: place.text, contrast: Math.round(best * 100) / 100 });
      }
      return results;
    },
    { png: shot, places: rects, ...origin, part: clip },
  );
}

/** The part of the window that has all of them, in whole pixels; null where none is in view. A picture of all takes long. */
async function pictured(page: Page, rects: readonly Rect[], { x, y }: { x: number; y: number }) {
  const [width, height] = await page.evaluate(() => [innerWidth, innerHeight] as const);
  const within = (at: number, most: number) => Math.min(Math.max(at, 0), most);
  const left = within(Math.floor(Math.min(...rects.map((rect) => rect.x)) + x), width);
  const top = within(Math.floor(Math.min(...rects.map((rect) => rect.y)) + y), height);
  const right = within(Math.ceil(Math.max(...rects.map((rect) => rect.x + rect.width)) + x), width);
  const bottom = within(Math.ceil(Math.max(...rects.map((rect) => rect.y + rect.height)) + y), height);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
