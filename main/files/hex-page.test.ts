import { expect, it } from "vitest";
import { hexPage } from "./hex-page";

it("shows bytes as hexdump does", () => {
  expect(hexPage(Buffer.from("\x7fELF\0 a rather short file\n", "latin1"))).toBe(
    [
      "00000000  7f 45 4c 46 00 20 61 20  72 61 74 68 65 72 20 73  |.ELF. a rather s|",
      "00000010  68 6f 72 74 20 66 69 6c  65 0a                    |hort file.|",
    ].join("\n"),
  );
  expect(hexPage(new Uint8Array())).toBe("");
});
