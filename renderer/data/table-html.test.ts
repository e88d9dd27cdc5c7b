import { expect, it } from "vitest";
import { isTableHtml } from "./table-html";

it("knows the tables of data among what is drawn as HTML", () => {
  const html = (text: string | string[]) => isTableHtml({ "text/html": text, "text/plain": "" });
  const pandas =
    '<div>\n<style scoped>.dataframe tbody tr th { vertical-align: top; }</style>\n<table border="1" class="dataframe">\n';
  expect(html(pandas)).toBe(true);
  expect(html([pandas, "</table></div>"])).toBe(true);
  expect(html('<div><i>Table length=3</i>\n<table id="table1397" class="table-striped">')).toBe(true);
  expect(html("<table><tr><td>params</td></tr></table>")).toBe(false);
  expect(isTableHtml({ "text/plain": "a b" })).toBe(false);
});
