/** The size that a picture says of itself, so that its place is known before it is drawn. In px. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Enough of a JPEG to find its frame header behind thumbnails and profiles, in base64 characters. */
const HEAD_CHARACTERS = 512 * 1024;

/**
 * Size of a PNG, JPEG, GIF or WebP given as base64; null when it is none of them, whatever its mime type says. (The
 * browser looks at the bytes as well, and not at the type.)
 */
export function rasterSize(base64: string): Size | null {
  let head: string;
  try {
    head = atob(
      base64
        .slice(0, HEAD_CHARACTERS)
        .replace(/\s/g, "")
        .replace(/={1,2}$/, "")
        .replace(/^((?:.{4})*).{1}$/s, "$1"),
    );
  } catch {
    return null;
  }
  return pngSize(head) ?? gifSize(head) ?? webpSize(head) ?? jpegSize(head);
}

const u16 = (head: string, i: number) => head.charCodeAt(i) * 256 + head.charCodeAt(i + 1);
const u16le = (head: string, i: number) => head.charCodeAt(i + 1) * 256 + head.charCodeAt(i);
const u24le = (head: string, i: number) => u16le(head, i) + head.charCodeAt(i + 2) * 65536;

function pngSize(head: string): Size | null {
  if (!head.startsWith("\x89PNG\r\n\x1a\n") || head.length < 24) return null;
  return valid(u16(head, 16) * 65536 + u16(head, 18), u16(head, 20) * 65536 + u16(head, 22));
}

function gifSize(head: string): Size | null {
  return /^GIF8[79]a/.test(head) ? valid(u16le(head, 6), u16le(head, 8)) : null;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(head: string): Size | null {
  if (!head.startsWith("RIFF") || head.slice(8, 12) !== "WEBP") return null;
  switch (head.slice(12, 16)) {
    case "VP8X":
      return valid(u24le(head, 24) + 1, u24le(head, 27) + 1);
    case "VP8L": {
      const bits = u24le(head, 21) + head.charCodeAt(24) * 0x1000000;
      return valid((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    case "VP8 ":
      return valid(u16le(head, 26) & 0x3fff, u16le(head, 28) & 0x3fff);
    default:
      return null;
  }
}

function jpegSize(head: string): Size | null {
  if (!head.startsWith("\xff\xd8")) return null;
  for (let i = 2; i + 9 < head.length; i += 2 + u16(head, i + 2)) {
    const marker = head.charCodeAt(i + 1);
    // SOF0 to SOF15, without the three that are tables (ITU T.81, table B.1).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return valid(u16(head, i + 7), u16(head, i + 5));
    }
  }
  return null;
}

/** Size of an SVG by its width and height, else by its view box; null when it says neither in px. */
export function svgSize(svg: string): Size | null {
  const [tag] = /<svg\b[^<>]*>/i.exec(svg) ?? [];
  if (!tag) return null;
  const length = (name: string) => {
    const [, number, unit = "px"] =
      new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(px|pt|in|cm|mm)?\\s*["']`, "i").exec(tag) ?? [];
    const px = { px: 1, pt: 96 / 72, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }[unit.toLowerCase()] ?? 1;
    return number === undefined ? undefined : Number(number) * px;
  };
  const width = length("width");
  const height = length("height");
  if (width !== undefined && height !== undefined) return valid(width, height);
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag);
  return box ? valid(Number(box[1]), Number(box[2])) : null;
}

function valid(width: number, height: number): Size | null {
  return width > 0 && height > 0 ? { width, height } : null;
}
