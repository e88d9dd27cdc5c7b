import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { aboutIn, withMetadata } from "./figure-metadata";

const ABOUT = { session: "s1", input: "In [7]", code: 'plot("Grüße <&>")\nshow()', figure: 2 };

/** A PNG of one pixel. */
function png(): string {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crcOf(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, 9]))),
    chunk("IEND", Buffer.alloc(0)),
  ]).toString("base64");
}

/** By a table, other than what is tested. */
function crcOf(bytes: Buffer): number {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let value = 0xffffffff;
  for (const byte of bytes) value = ((table[(value ^ byte) & 255] as number) ^ (value >>> 8)) >>> 0;
  return (value ^ 0xffffffff) >>> 0;
}

it("writes it into a PNG as a chunk that is whole, behind the header", () => {
  const base64 = png();
  const made = withMetadata({ kind: "base64", base64 }, "image/png", ABOUT);
  if (made.kind !== "base64") throw new Error("not bytes");
  const bytes = Buffer.from(made.base64, "base64");
  const length = bytes.readUInt32BE(33);
  const body = bytes.subarray(37, 41 + length);
  expect(body.subarray(0, 11).toString("latin1")).toBe("tEXtTandem\0");
  expect(JSON.parse(body.subarray(11).toString("latin1"))).toEqual(ABOUT);
  expect(bytes.readUInt32BE(41 + length)).toBe(crcOf(body));
  expect(aboutIn(made, "image/png")).toEqual(ABOUT);
  // All else is as it was.
  const rest = Buffer.concat([bytes.subarray(0, 33), bytes.subarray(45 + length)]);
  expect(rest.toString("base64")).toBe(base64);
});

it("writes it into an SVG, and leaves other files as they are", () => {
  const text = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="5">\n<g/></svg>';
  const made = withMetadata({ kind: "text", text }, "image/svg+xml", ABOUT);
  expect(made).toMatchObject({
    text: expect.stringMatching(
      /width="5"><metadata><figure xmlns="urn:tandem:figure">\{[^<>]{1,500}<\/figure><\/metadata>\n<g\/>/,
    ),
  });
  expect(aboutIn(made, "image/svg+xml")).toEqual(ABOUT);
  for (const [content, type] of [
    [{ kind: "text", text: "<svg/>" }, "image/svg+xml"],
    [{ kind: "text", text: "nothing" }, "image/svg+xml"],
    [{ kind: "base64", base64: btoa("GIF89a") }, "image/png"],
    [{ kind: "base64", base64: "%" }, "image/png"],
    [{ kind: "base64", base64: btoa("%PDF") }, "application/pdf"],
  ] as const) {
    expect(withMetadata(content, type, ABOUT)).toBe(content);
    expect(aboutIn(content, type)).toBeNull();
  }
});

it("reads nothing of files that only look like it", () => {
  const svg = (json: string) => ({
    kind: "text" as const,
    text: `<svg><metadata><figure xmlns="urn:tandem:figure">${json}</figure></metadata></svg>`,
  });
  expect(aboutIn(svg("{"), "image/svg+xml")).toBeNull();
  expect(aboutIn(svg("[1]"), "image/svg+xml")).toBeNull();
  expect(aboutIn(svg('{"session": {"a": 1}, "record": 3}'), "image/svg+xml")).toEqual({ record: 3 });
  // A chunk that says to be longer than the file.
  const cut = btoa(`\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXtTandem\0{}`);
  expect(aboutIn({ kind: "base64", base64: cut }, "image/png")).toBeNull();
});
