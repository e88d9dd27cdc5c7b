/** The app's icon in every size and format that a system asks for, all drawn from renderer/floor/look/tandem.svg. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../setup/places.mjs";

export const iconSource = path.join(repository, "renderer/floor/look/tandem.svg");

/** Sizes of the freedesktop icon theme, in pixels. */
export const LINUX_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Types of the Apple icon image format that hold PNG, by size; the second of a size is the one for Retina. */
const MAC_TYPES = /** @type {const} */ ([
  ["icp4", 16],
  ["icp5", 32],
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic13", 256],
  ["ic08", 256],
  ["ic14", 512],
  ["ic09", 512],
  ["ic10", 1024],
]);

/**
 * Writes `<size>x<size>.png`, `icon.ico` and `icon.icns` into a folder.
 * @param {string} folder
 */
export async function drawIcons(folder) {
  const { Resvg } = await import("@resvg/resvg-js");
  const svg = await readFile(iconSource, "utf8");
  /** @type {Map<number, Buffer>} */
  const drawn = new Map();
  /** @param {number} size */
  const png = (size) => {
    const known = drawn.get(size);
    if (known) return known;
    const fresh = new Resvg(svg, { fitTo: { mode: "width", value: size }, font: { loadSystemFonts: false } })
      .render()
      .asPng();
    drawn.set(size, fresh);
    return fresh;
  };
  await mkdir(folder, { recursive: true });
  for (const size of LINUX_SIZES) await writeFile(path.join(folder, `${size}x${size}.png`), png(size));
  await writeFile(
    path.join(folder, "icon.ico"),
    ico(WINDOWS_SIZES.map((size) => ({ size, png: png(size) }))),
  );
  await writeFile(path.join(folder, "icon.icns"), icns(MAC_TYPES.map(([type, size]) => [type, png(size)])));
}

/**
 * An .ico file of PNG images (Windows Vista and newer read them).
 * @param {{ size: number, png: Buffer }[]} images sizes up to 256
 */
export function ico(images) {
  const entryBytes = 16;
  const header = Buffer.alloc(6 + entryBytes * images.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [i, { size, png }] of images.entries()) {
    const at = 6 + i * entryBytes;
    header.writeUInt8(size % 256, at); // 256 is written as 0
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4); // planes
    header.writeUInt16LE(32, at + 6); // bits per pixel
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/**
 * An .icns file: a list of types, lengths (with their own eight bytes) and PNG images.
 * @param {(readonly [type: string, png: Buffer])[]} images
 */
export function icns(images) {
  const parts = images.flatMap(([type, png]) => {
    const head = Buffer.alloc(8);
    head.write(type, "latin1");
    head.writeUInt32BE(png.length + 8, 4);
    return [head, png];
  });
  const head = Buffer.alloc(8);
  head.write("icns", "latin1");
  head.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    4,
  );
  return Buffer.concat([head, ...parts]);
}
