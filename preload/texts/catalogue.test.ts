import { describe, expect, it } from "vitest";
import type { Plural } from "./german/entries";
import { german } from "./german/german";

const entries = Object.entries(german as Readonly<Record<string, string | Plural>>);

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Words that are the same in both languages. */
const SAME = [
  "Block",
  "Code",
  "Debugger",
  "Editor",
  "Editor: {name}",
  "Git",
  "In [{input}]",
  "Kernel",
  "Maximum: {value}",
  "Median: {value}",
  "Minimum: {value}",
  "Name",
  "Python in",
  "R Markdown",
  "Shell",
  "Shells",
  "Shells {number}",
  "Start",
  "System",
  "Tabs",
  "Text",
  "Thread",
  "Variable",
  "Video",
  "flux > 0.5, night is 2026-03-04, name contains lamp, flux is missing",
  "in {name}",
  "ok",
  "{places} in {files}",
  "{rows} × {columns}",
];

describe("the catalogue", () => {
  it("puts the same names into both languages", () => {
    for (const [english, entry] of entries) {
      if (typeof entry === "string") expect(namesIn(entry), english).toEqual(namesIn(english));
      // What is for exactly one may leave the number out.
      else expect(namesIn(entry.other), english).toEqual(namesIn(english));
    }
  });

  it("counts where it has a plural", () => {
    for (const [english, entry] of entries)
      if (typeof entry !== "string") expect(namesIn(english), english).toContain("count");
  });

  it("says something in each language, and not the same without need", () => {
    const forms = entries.flatMap(([english, entry]) =>
      typeof entry === "string" ? [[english, entry]] : [entry.one, entry.other].map((one) => [english, one]),
    );
    expect(forms.filter(([, form]) => form?.trim() === "")).toEqual([]);
    expect(
      forms
        .filter(([english, form]) => english === form)
        .map(([english]) => english)
        .sort(),
    ).toEqual(SAME);
  });

  it("ends sentences and unfinished commands alike", () => {
    const endOf = (text: string) => /(?:[.?…:])?$/.exec(text.replace(/\|[a-z ]+$/, ""))?.[0];
    for (const [english, entry] of entries) {
      const other = typeof entry === "string" ? entry : entry.other;
      expect(endOf(other), english).toBe(endOf(english));
    }
  });

  it("uses German quotation marks", () => {
    for (const [english, entry] of entries) {
      for (const form of typeof entry === "string" ? [entry] : [entry.one, entry.other])
        expect(form, english).not.toMatch(/"|”|“[^“„]*$(?<!„[^“]*“[^“]*)/);
    }
  });
});
