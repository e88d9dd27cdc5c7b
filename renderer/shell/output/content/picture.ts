/** What of a mime bundle is shown as a picture: by <img>, where nothing in it can run. */
import { t } from "../../../../preload/texts/texts";
import { mimeText } from "../../../../preload/transcript/text";
import type { Output } from "../../../../preload/transcript/transcript";
import { rasterSize, type Size, svgSize } from "./image-size";

export type Display = Extract<Output, { kind: "display" }>;

export interface Picture {
  readonly url: string;
  /** As the picture or its metadata say, in px. */
  readonly size: Size;
}

/** For a picture that says nothing of its size. */
const UNKNOWN: Size = { width: 480, height: 320 };
/** Pictures of more pixels are not decoded: each takes four bytes, however small the file. */
const MOST_PIXELS = 64_000_000;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;
/** Longest side of a picture, in px. */
const LONGEST_SIDE = 30_000;
/** Highest a picture is drawn, in px. */
const HIGHEST_PX = 20_000;

const known = new WeakMap<object, Map<string, Picture | string>>();

/** The picture of a display as one of its types, or a sentence that says why there is none. */
export function pictureOf(display: Display, type: string): Picture | string {
  let ofTypes = known.get(display.data);
  if (!ofTypes) {
    ofTypes = new Map();
    known.set(display.data, ofTypes);
  }
  let picture = ofTypes.get(type);
  if (picture === undefined) {
    picture = find(display, type);
    ofTypes.set(type, picture);
  }
  return picture;
}

function find({ data, metadata }: Display, type: string): Picture | string {
  const content = mimeText(data[type]) ?? "";
  if (type === "image/svg+xml") {
    const url = `data:${type};charset=utf-8,${encodeURIComponent(content.replace(LONE_SURROGATE, "\ufffd"))}`;
    return { url, size: toldSize(metadata, type, svgSize(content) ?? UNKNOWN) };
  }
  const own = rasterSize(content);
  if (!own) return t("This picture cannot be shown: its data are broken.");
  if (own.width * own.height > MOST_PIXELS || Math.max(own.width, own.height) > LONGEST_SIDE) {
    return t("This picture of {width} × {height} pixels is too large to be drawn here.", { ...own });
  }
  return { url: `data:${type};base64,${content.replace(/\s/g, "")}`, size: toldSize(metadata, type, own) };
}

function toldSize(metadata: Display["metadata"], type: string, own: Size): Size {
  return sizeIn(metadata[type], own) ?? sizeIn(metadata, own) ?? own;
}

/**
 * Kernels tell the size to draw at apart from the picture's own, for screens of high density. Where they tell one side,
 * the other follows (IPython's Image(width=200)).
 */
function sizeIn(metadata: unknown, own: Size): Size | null {
  if (typeof metadata !== "object" || metadata === null) return null;
  const { width, height } = metadata as Record<string, unknown>;
  if (isLength(width)) return { width, height: isLength(height) ? height : (own.height * width) / own.width };
  return isLength(height) ? { width: (own.width * height) / own.height, height } : null;
}

function isLength(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= LONGEST_SIDE;
}

/** The size at which a picture is drawn: never wider than the pane, and no higher than its place may be. */
export function drawnSize(size: Size, width: number): Size {
  const scale = Math.min(1, width / size.width, HIGHEST_PX / size.height);
  const drawn = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: drawn(size.width), height: drawn(size.height) };
}
