/** What of a mime bundle a shell can show as a picture: always by <img>, where nothing in it can run. */
import { mimeText } from "../../../preload/transcript/text";
import type { Output } from "../../../preload/transcript/transcript";
import { rasterSize, type Size, svgSize } from "./image-size";

export interface Picture {
  readonly url: string;
  /** As the picture or its metadata say, in px. */
  readonly size: Size;
}

type Display = Extract<Output, { kind: "display" }>;
/** For a picture that says nothing of its size. */
const UNKNOWN: Size = { width: 480, height: 320 };
const known = new WeakMap<object, Picture | null>();

/** The picture of a display, or null when it has none. */
export function pictureOf(display: Display): Picture | null {
  let picture = known.get(display.data);
  if (picture === undefined) {
    picture = find(display);
    known.set(display.data, picture);
  }
  return picture;
}

function find({ data, metadata }: Display): Picture | null {
  for (const type of ["image/png", "image/jpeg"]) {
    const base64 = mimeText(data[type]);
    if (base64 === undefined) continue;
    const size = sizeIn(metadata[type]) ?? sizeIn(metadata) ?? rasterSize(base64) ?? UNKNOWN;
    return { url: `data:${type};base64,${base64.replace(/\s/g, "")}`, size };
  }
  const svg = mimeText(data["image/svg+xml"]);
  if (svg === undefined) return null;
  return {
    url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
    size: svgSize(svg) ?? UNKNOWN,
  };
}

/** Kernels tell the size to draw at apart from the picture's own, for screens of high density. */
function sizeIn(metadata: unknown): Size | null {
  if (typeof metadata !== "object" || metadata === null) return null;
  const { width, height } = metadata as Record<string, unknown>;
  return typeof width === "number" && typeof height === "number" && width > 0 && height > 0
    ? { width, height }
    : null;
}

/** The height at which a picture is drawn: never wider than the pane. */
export function drawnSize(size: Size, width: number): Size {
  const scale = Math.min(1, width / size.width);
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}
