import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, type Encoding, encodeText, lineEndOf, unwritable, withLineEnds } from "./text-encoding";

const text = "größe = 1\nprint('π')\n";

describe("decodeText", () => {
  it.each<[Encoding]>([["utf8"], ["utf8bom"], ["utf16le"], ["utf16be"]])(
    "knows %s again that it wrote",
    (encoding) => {
      const bytes = encodeText(text, encoding) as Buffer;
      expect(decodeText(bytes)).toEqual({ text, encoding });
    },
  );

  it("takes what is not UTF-8 as Latin-1", () => {
    expect(decodeText(Buffer.from([0x67, 0xf6, 0x0a]))).toEqual({ text: "gö\n", encoding: "latin1" });
  });

  it("refuses binary data, in Latin-1 clothes as well as in UTF-8", () => {
    expect(decodeText(Buffer.from("\x7fELF\0\0"))).toBeUndefined();
    expect(decodeText(Buffer.from([0xff, 0x00, 0x80]))).toBeUndefined();
  });

  it("refuses UTF-16 that is cut off", () => {
    expect(decodeText(Buffer.from([0xff, 0xfe, 0x41]))).toBeUndefined();
  });

  it("reads an empty file as UTF-8", () => {
    expect(decodeText(Buffer.alloc(0))).toEqual({ text: "", encoding: "utf8" });
  });

  it("loses no byte of any text file", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1 }), (array) => {
        const bytes = Buffer.from(array);
        const read = decodeText(bytes);
        fc.pre(read !== undefined);
        expect(encodeText(read.text, read.encoding)?.equals(bytes)).toBe(true);
      }),
    );
  });
});

describe("encodeText", () => {
  it("does not write what Latin-1 does not have", () => {
    expect(encodeText("5 €", "latin1")).toBeUndefined();
    expect(unwritable("5 €")).toBe("€");
    expect(unwritable("x = 😀")).toBe("😀");
    expect(unwritable("ÿ")).toBeUndefined();
  });
});

describe("line ends", () => {
  it("are those of most lines", () => {
    expect(lineEndOf("a\r\nb\r\nc\n")).toBe("\r\n");
    expect(lineEndOf("a\nb\r\n")).toBe("\n");
    expect(lineEndOf("a")).toBe("\n");
  });

  it("are made alike, and a lone carriage return is left alone", () => {
    expect(withLineEnds("a\r\nb\nc\rd", "\r\n")).toBe("a\r\nb\r\nc\rd");
    expect(withLineEnds("a\r\nb\nc\rd", "\n")).toBe("a\nb\nc\rd");
  });
});
