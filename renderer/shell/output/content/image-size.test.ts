import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { rasterSize, svgSize } from "./image-size";

function png(width: number, height: number): string {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write("IHDR", 4, "latin1");
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  const body = deflateSync(Buffer.alloc(width * height));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), header, body]).toString("base64");
}

function jpeg(width: number, height: number): string {
  const thumbnail = Buffer.concat([Buffer.from([0xff, 0xe1, 0x10, 0x02]), Buffer.alloc(0x1000)]);
  const tables = Buffer.from([0xff, 0xc4, 0x00, 0x04, 1, 2]);
  const frame = Buffer.from([
    0xff,
    0xc2,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    0,
    0,
    0,
    0,
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), thumbnail, tables, frame]).toString("base64");
}

it("reads PNG and JPEG headers, also with line breaks in the base64", () => {
  expect(rasterSize(png(640, 480))).toEqual({ width: 640, height: 480 });
  expect(rasterSize(png(70_000, 2).replace(/(.{76})/g, "$1\n"))).toEqual({ width: 70_000, height: 2 });
  expect(rasterSize(jpeg(1024, 700))).toEqual({ width: 1024, height: 700 });
});

it("is null for anything else", () => {
  for (const data of ["", "AAAA", "not base64 at all !", png(0, 0).slice(0, 20)])
    expect(rasterSize(data)).toBeNull();
});

it("reads width and height of an SVG, or its view box", () => {
  expect(svgSize('<?xml version="1.0"?><svg width="460.8pt" height="345.6pt" viewBox="0 0 1 1">')).toEqual({
    width: 614.4,
    height: 460.8,
  });
  expect(svgSize("<svg xmlns='x' viewBox='0 0 200 100'>")).toEqual({ width: 200, height: 100 });
  expect(svgSize('<svg width="100%" height="50%">')).toBeNull();
  expect(svgSize("<p>")).toBeNull();
});
