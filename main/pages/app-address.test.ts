import { describe, expect, it } from "vitest";
import { fileOf } from "./app-address";

const root = "/opt/tandem/out/renderer";

describe("fileOf", () => {
  it("finds files of the window", () => {
    expect(fileOf("tandem://app/index.html", root)).toBe(`${root}/index.html`);
    expect(fileOf("tandem://app/chunks/a%20b.js?x#y", root)).toBe(`${root}/chunks/a b.js`);
  });

  it.each([
    "tandem://app/",
    "tandem://app/../../package.json",
    "tandem://app/..%2f..%2fpackage.json",
    "tandem://app/%2e%2e/%2e%2e/package.json",
    "tandem://app/..%5c..%5cpackage.json",
    "tandem://app/../rendererX/secret",
    "tandem://app//etc/passwd/../../..",
    "tandem://app/a%00.js",
    "tandem://app/%zz",
    "tandem://other/index.html",
    "https://app/index.html",
    "file:///etc/passwd",
    "nonsense",
  ])("has nothing outside of its folder: %s", (url) => {
    const file = fileOf(url, root);
    expect(file === undefined || file.startsWith(`${root}/`)).toBe(true);
    expect(file).not.toBe(`${root}/`);
  });

  it("does not answer for other origins", () => {
    expect(fileOf("tandem://other/index.html", root)).toBeUndefined();
    expect(fileOf("https://app/index.html", root)).toBeUndefined();
  });
});
