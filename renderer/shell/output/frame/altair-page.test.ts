import { expect, it } from "vitest";
import { chartOfAltairPage } from "./altair-page";

const page = (given: string) => `<div id="altair-viz-1"></div>
<script type="text/javascript">
  (function(spec, embedOpt){
    const paths = {"vega-embed": "https://cdn.jsdelivr.net/npm/vega-embed@7?noext"};
    if (true) { require(["vega-embed"], (embed) => embed("#altair-viz-1", spec, embedOpt)); }
  })(${given});
</script>`;

it("the chart that Altair's page would draw is found in it", () => {
  const spec = { mark: "bar", data: { values: [{ a: "})({ </script>" }] } };
  expect(chartOfAltairPage(page(`${JSON.stringify(spec)}, {"mode": "vega-lite"}`))).toEqual(spec);
  expect(chartOfAltairPage(page(`{"marks": []}, {"mode": "vega"}`))).toEqual({ marks: [] });
});

it("other pages are left as they are", () => {
  expect(chartOfAltairPage("<p>vega-embed</p>")).toBeNull();
  expect(chartOfAltairPage(page(`{"a": 1}, {"mode": "other"}`))).toBeNull();
  expect(chartOfAltairPage(page(`{"a": 1}`))).toBeNull();
  expect(chartOfAltairPage(page(`{a: window}, {"mode": "vega"}`))).toBeNull();
  expect(chartOfAltairPage(`${page(`{"a": 1}, {"mode": "vega"}`)}<p>more</p>`)).toBeNull();
});
