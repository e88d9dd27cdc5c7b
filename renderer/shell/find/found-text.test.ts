import { expect, it } from "vitest";
import { foundText } from "./found-text";

it("is what is shown of an output, and not the words beside it that nobody sees", () => {
  const page = `<style>td { color: red }</style><script>const hidden = "<b>";</script>
    <table><tr><th>name</th><th>a &amp; b</th></tr><tr><td>Zo&#235;</td><td>1&lt;2</td></tr></table><!-- no -->`;
  expect(foundText({ "text/html": page, "text/plain": "<IPython.core.display.HTML object>" })).toBe(
    "name a & b\nZoë 1<2",
  );
  expect(foundText({ "text/plain": "just text\n" })).toBe("just text\n");
  expect(foundText({ "text/markdown": "# *Title*", "text/plain": "<Markdown object>" })).toBe("# *Title*");
  expect(foundText({ "application/json": { deep: ["value"] }, "text/plain": "<JSON object>" })).toContain(
    '"value"',
  );
  expect(foundText({ "text/csv": ["a,b\n", "1,2\n"] })).toBe("a,b\n1,2\n");
  for (const type of [
    "image/png",
    "image/svg+xml",
    "application/vnd.plotly.v1+json",
    "application/pdf",
    "audio/wav",
  ])
    expect(foundText({ [type]: "AAAA", "text/plain": "Figure(640x480)" })).toBe("");
  expect(foundText({})).toBe("");
});

it("reads a page as browsers do: named characters, signs within attributes, what is never closed", () => {
  const html = (text: string) => foundText({ "text/html": text });
  expect(html("r&eacute;sum&eacute; &mdash; 3&nbsp;&times;&nbsp;4&hellip; &alpha;&#946;&#x3b3;")).toBe(
    "résumé — 3 × 4… αβγ",
  );
  expect(html('<a title="a > b">link</a>')).toBe("link");
  expect(html("<SCRIPT>no</SCRIPT>a < b<!-- no --><template><b>no</b></template> &unknown; &amp")).toBe(
    "a < b &unknown; &",
  );
  expect(html("<style>never closed")).toBe("");
  // Letters whose small ones are longer move nothing.
  expect(html("İİİİ<b>x</b> y")).toBe("İİİİx y");
});

it("takes no time over hostile pages", () => {
  const before = performance.now();
  for (const part of ["<script", "<!--", "<a ", "&#", "<td", "< ", '<a b="', "<a b=", "&amp", "<b>"])
    foundText({ "text/html": part.repeat(200_000) });
  expect(performance.now() - before).toBeLessThan(5_000);
});
