/** The size that a picture says of itself, so that its place is known before it is drawn. In px. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Enough of a JPEG to find its frame header behind thumbnails and profiles, in base64 characters. */
const HEAD_CHARACTERS = 512 * 1024;

/** Size of a PNG or JPEG given as base64; null when it is neither. */
export function rasterSize(base64: string): Size | null {
  let head: string;
  try {
    head = atob(
      base64
        .slice(0, HEAD_CHARACTERS)
        .replace(/\s/g, "")
        .replace(/=*$/, "")
        .replace(/^((?:.{4})*).{1}$/s, "$1"),
    );
  } catch {
    return null;
  }
  const at = (i: number) => head.charCodeAt(i);
  const u16 = (i: number) => at(i) * 256 + at(i + 1);
  if (head.startsWith("\x89PNG\r\n\x1a\n") && head.length >= 24) {
    return valid({ width: u16(16) * 65536 + u16(18), height: u16(20) * 65536 + u16(22) });
  }
  if (!head.startsWith("\xff\xd8")) return null;
  for (let i = 2; i + 9 < head.length; i += 2 + u16(i + 2)) {
    const marker = at(i + 1);
    // SOF0 to SOF15, without the three that are tables (ITU T.81, table B.1).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return valid({ width: u16(i + 7), height: u16(i + 5) });
    }
  }
  return null;
}

/** Size of an SVG by its width and height, else by its view box; null when it says neither in px. */
export function svgSize(svg: string): Size | null {
  const [tag] = /<svg\b[^>]*>/i.exec(svg) ?? [];
  if (!tag) return null;
  const length = (name: string) => {
    const [, number, unit = "px"] =
      new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(px|pt|in|cm|mm)?\\s*["']`, "i").exec(tag) ?? [];
    const px = { px: 1, pt: 96 / 72, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }[unit.toLowerCase()] ?? 1;
    return number === undefined ? undefined : Number(number) * px;
  };
  const width = length("width");
  const height = length("height");
  if (width !== undefined && height !== undefined) return valid({ width, height });
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag);
  return box ? valid({ width: Number(box[1]), height: Number(box[2]) }) : null;
}

function valid(size: Size): Size | null {
  return size.width > 0 && size.height > 0 ? size : null;
}
