import { beforeEach, expect, it, vi } from "vitest";
import type { DataView } from "../../preload/contract/data";
import { type KeptPage, keepPage, keptPage } from "./kept-views";
import { NO_LOOKS } from "./looks";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  });
});

const view: DataView = {
  sort: [{ column: 1, descending: true }],
  filters: [{ column: 0, test: "contains", value: "ThAr" }],
  slice: null,
};
const page: KeptPage = {
  looks: {
    ...NO_LOOKS,
    hidden: new Set([2]),
    frozen: new Set([0]),
    formats: new Map([[1, { kind: "hex" }]]),
  },
  names: new Map([
    [0, "night"],
    [1, "flux"],
    [2, "order"],
  ]),
  shown: {
    kept: { view, names: new Map([[1, "flux"]]) },
    scrolled: { top: 1204.5, left: 90 },
    selection: { anchor: { row: 3, column: 0 }, current: { row: 9, column: 1 } },
    widths: new Map([[1, 140]]),
  },
};

it("gives a page back as it was kept, and of a closed one how its columns look", () => {
  keepPage("s1\na:df", page);
  expect(keptPage("s1\na:df")).toEqual(page);
  expect(keptPage("s1\na:other")).toBeUndefined();
  const { looks, names } = page;
  keepPage("s1\na:df", { looks, names });
  expect(keptPage("s1\na:df")).toEqual({ looks, names });
  keepPage("s1\na:df", { looks: NO_LOOKS, names: new Map() });
  expect(kept.get("data.looks")).toBe("[]");
});

it("what cannot be read counts as nothing, what is too long is let go of, and the oldest go first", () => {
  kept.set("data.looks", "{");
  expect(keptPage("a")).toBeUndefined();
  kept.set("data.looks", JSON.stringify([["a", '{"moves": 1}']]));
  expect(keptPage("a")).toBeUndefined();
  const hidden = new Set(Array.from({ length: 20_000 }, (_, at) => at));
  keepPage("long", { ...page, looks: { ...NO_LOOKS, hidden } });
  expect(keptPage("long")).toBeUndefined();
  for (let at = 0; at < 70; at++) keepPage(`k${at}`, page);
  expect(keptPage("k0")).toBeUndefined();
  expect(keptPage("k69")).toEqual(page);
});
