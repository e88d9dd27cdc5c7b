import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Encoding } from "../../preload/contract/text-encodings";
import { decodeText, encodeText, systemEncoding, unwritable } from "./text-encoding";

const text = "größe = 1\nprint('π')\n";

describe("decodeText", () => {
  it.each<[Encoding]>([["utf8"], ["utf8bom"], ["utf16le"], ["utf16be"]])(
    "knows %s again that it wrote",
    (encoding) => {
      const bytes = encodeText(text, encoding) as Buffer;
      expect(decodeText(bytes)).toEqual({ text, encoding, declared: null });
    },
  );

  it("takes what is not UTF-8 as Latin-1", () => {
    expect(decodeText(Buffer.from([0x67, 0xf6, 0x0a]))).toMatchObject({ text: "gö\n", encoding: "latin1" });
  });

  it("takes it as Windows-1252 where that has signs and Latin-1 has not", () => {
    const bytes = Buffer.from("price 5 \x80 \x96 \x84ok\x93\n", "latin1");
    const read = decodeText(bytes);
    expect(read).toEqual({ text: "price 5 € – „ok“\n", encoding: "windows1252", declared: null });
    expect(encodeText(read?.text ?? "", "windows1252")?.equals(bytes)).toBe(true);
    // 0x81 is in neither.
    expect(decodeText(Buffer.from([0x81, 0x80, 0x0a]))).toMatchObject({ encoding: "latin1" });
  });

  it.each<[string, string, Encoding, string]>([
    ["a.py", "# -*- coding: cp1251 -*-\nx = 'привет'\n", "windows1251", "cp1251"],
    ["a.py", "#!/usr/bin/python\n# vim: set fileencoding=gbk :\nx = '汉字'\n", "gbk", "gbk"],
    ["a.py", "# coding=koi8-r\n# привет\n", "koi8r", "koi8-r"],
    ["a.xml", '<?xml version="1.0" encoding="windows-1251"?>\n<a>привет</a>', "windows1251", "windows-1251"],
    ["a.html", "<html><head><meta charset=shift_jis><title>日本</title>", "shiftjis", "shift_jis"],
    ["a.r", "# -*- coding: euc-kr -*-\n# 한국어\n", "euckr", "euc-kr"],
  ])("reads %s as it declares: %j", (name, declaring, encoding, declared) => {
    const bytes = encodeText(declaring, encoding) as Buffer;
    expect(decodeText(bytes, { name })).toEqual({ text: declaring, encoding, declared });
  });

  it("believes no declaration that the bytes disprove, and a byte order mark before it", () => {
    const utf = Buffer.from("# coding: ascii\n# größe\n");
    expect(decodeText(utf, { name: "a.py" })).toMatchObject({ encoding: "utf8", declared: "ascii" });
    const old = Buffer.from("# coding: utf-8\n# größe\n", "latin1");
    expect(decodeText(old, { name: "a.py" })).toMatchObject({ encoding: "latin1", declared: "utf-8" });
    const marked = Buffer.from("\ufeff# coding: cp1251\n# größe\n");
    expect(decodeText(marked, { name: "a.py" })).toMatchObject({ encoding: "utf8bom" });
  });

  it("takes what is neither declared nor UTF-8 in the system's encoding, where it is valid in it", () => {
    const system = systemEncoding({ LANG: "ru_RU.KOI8-R" });
    const bytes = encodeText("привет", "koi8r") as Buffer;
    expect(decodeText(bytes, { system })).toMatchObject({ text: "привет", encoding: "koi8r" });
    expect(systemEncoding({ LC_ALL: "C.UTF-8", LANG: "ja_JP.eucJP" })).toBe("utf8");
    expect(systemEncoding({ LC_ALL: "", LANG: "C" })).toBeUndefined();
  });

  it("refuses binary data, in Latin-1 clothes as well as in UTF-8", () => {
    expect(decodeText(Buffer.from("\x7fELF\0\0"))).toBeUndefined();
    expect(decodeText(Buffer.from([0xff, 0x00, 0x80]))).toBeUndefined();
  });

  it("refuses UTF-16 that is cut off", () => {
    expect(decodeText(Buffer.from([0xff, 0xfe, 0x41]))).toBeUndefined();
  });

  it("reads an empty file as UTF-8", () => {
    expect(decodeText(Buffer.alloc(0))).toMatchObject({ text: "", encoding: "utf8" });
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
    expect(unwritable("5 €", "latin1")).toEqual({ sign: "€", line: 1 });
    expect(unwritable("y\nx = 😀", "latin1")).toEqual({ sign: "😀", line: 2 });
    expect(unwritable("ÿ", "latin1")).toBeUndefined();
  });

  it("does not write what a national encoding does not have", () => {
    expect(encodeText("привет λ", "windows1251")).toBeUndefined();
    expect(unwritable("привет\nλ", "windows1251")).toEqual({ sign: "λ", line: 2 });
    expect(encodeText("привет", "windows1251")?.toString("hex")).toBe("eff0e8e2e5f2");
    expect(encodeText("汉字", "gbk")?.toString("hex")).toBe("babad7d6");
  });
});
