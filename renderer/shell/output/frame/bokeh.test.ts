import { expect, it } from "vitest";
import type { Block } from "../../../../preload/transcript/transcript";
import { bokehConsent, bokehContent, findBokehLibrary, isBokehPlace } from "./bokeh";

const LOAD = "application/vnd.bokehjs_load.v0+json";
const EXEC = "application/vnd.bokehjs_exec.v0+json";

const block = (...data: Record<string, unknown>[]) =>
  ({ outputs: data.map((each) => ({ kind: "display", data: each, metadata: {} })) }) as unknown as Block;
const plot = (roots: string) => ({
  "application/javascript": `const render_items = [{"docid":"d","roots":${roots},"root_ids":["p1"]}];`,
  [EXEC]: "",
});

it("a plot is given the newest library and the place that its program names", () => {
  const data = plot('{"p1":"a1-b2"}');
  findBokehLibrary(data, [block({ [LOAD]: "old" }), block({ [LOAD]: "new" }), block({ "text/plain": "x" })]);
  expect(bokehContent(data)).toEqual({
    kind: "javascript",
    html: '<div id="a1-b2" data-root-id="p1"></div>',
    programs: ["new", data["application/javascript"]],
  });
});

it("the library says in its own frame that it is loaded", () => {
  const load = 'const el = document.getElementById("e-1");';
  expect(bokehContent({ [LOAD]: load })).toMatchObject({ html: expect.stringContaining('id="e-1"') });
});

it("a plot without its library says what to do, and no plot is none", () => {
  const data = plot("{}");
  findBokehLibrary(data, []);
  expect(() => bokehContent(data)).toThrow(/Run output_notebook\(\) again/);
  expect(bokehContent({ "application/javascript": "1" })).toBeNull();
});

it("names in a program make no elements of their own", () => {
  const data = plot(JSON.stringify({ '"><img src=x>': "<b>", p2: 7 }));
  findBokehLibrary(data, [block({ [LOAD]: "lib" })]);
  expect(bokehContent(data)).toMatchObject({
    html: '<div id="b" data-root-id="imgsrcx"></div><div id="7" data-root-id="p2"></div>',
  });
});

it("the place of a plot is nothing to see by itself", () => {
  const place = '\n  <div id="a-1" data-root-id="p1" style="display: contents;"></div>\n';
  expect(isBokehPlace({ "text/html": place })).toBe(true);
  expect(isBokehPlace({ "text/html": `${place}<p>x</p>` })).toBe(false);
  expect(isBokehPlace({ "text/plain": place })).toBe(false);
});

it("what was answered for one plot holds for all of its library, and for no other output", () => {
  const library = { [LOAD]: "load from cdn.bokeh.org" };
  const [one, other] = [plot('{"p1":"a"}'), plot('{"p2":"b"}')];
  for (const each of [one, other]) findBokehLibrary(each, [block(library)]);
  bokehConsent(one)?.allow("https://cdn.bokeh.org", "web");
  bokehConsent(library)?.refuse("https://unpkg.com");
  expect(bokehConsent(other)?.placeOf("https://cdn.bokeh.org")).toBe("web");
  expect(bokehConsent(other)?.isRefused("https://unpkg.com")).toBe(true);
  expect(bokehConsent(other)?.placeOf("https://unpkg.com")).toBeUndefined();
  expect(bokehConsent({ "text/html": "<p>x</p>" })).toBeNull();
});
