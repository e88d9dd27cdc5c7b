import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bring, fitted, frontOf, NO_PANES, put, type ShellPanes, viewsOf, without } from "./shell-panes";

const add = (panes: ShellPanes, ...views: string[]) => views.reduce((now, view) => put(now, view), panes);
/** "a* b | c*": the panes with their views, those in front marked. */
const shown = ({ panes }: ShellPanes) =>
  panes
    .map(({ views, front }) => views.map((view) => (view === front ? `${view}*` : view)).join(" "))
    .join(" | ");

describe("panes of shells", () => {
  it("take tabs at the end, each in front", () => {
    const panes = add(NO_PANES, "a", "b", "c");
    expect(shown(panes)).toBe("a b c*");
    expect(shown(bring(panes, "a"))).toBe("a* b c");
    expect(shown(without(panes, "c"))).toBe("a b*");
    expect(shown(without(bring(panes, "a"), "a"))).toBe("b* c");
  });

  it("are made at the side of another, and go with their last tab", () => {
    const two = put(add(NO_PANES, "a", "b"), "b", { beside: "1", side: "right" });
    expect([shown(two), two.direction, frontOf(two)]).toEqual(["a* | b*", "row", "b"]);
    const three = put(add(two, "c"), "c", { beside: "1", side: "left" });
    expect(shown(three)).toBe("c* | a* | b*");
    expect(put(two, "b", { beside: "1", side: "below" }).direction).toBe("column");
    const one = put(two, "b", { pane: "1", before: "a" });
    expect(shown(one)).toBe("b* a");
    expect(shown(without(without(one, "a"), "b"))).toBe("");
  });

  it("a tab alone has nothing to stand beside", () => {
    expect(shown(put(add(NO_PANES, "a"), "a", { beside: "1", side: "right" }))).toBe("a*");
  });

  it("tabs are put in another order by dropping one before another, or on itself", () => {
    const panes = add(NO_PANES, "a", "b", "c");
    expect(shown(put(panes, "c", { pane: "1", before: "b" }))).toBe("a c* b");
    expect(shown(put(panes, "a", { pane: "1", before: null }))).toBe("b c a*");
    expect(shown(put(panes, "b", { pane: "1", before: "b" }))).toBe("a b* c");
  });

  it("remembered ones are fitted to the views that there are", () => {
    const two = put(add(NO_PANES, "a", "b"), "b", { beside: "1", side: "right" });
    expect(shown(fitted(two, ["a", "b", "c"]))).toBe("a* | b* c");
    expect(shown(fitted(two, ["b"]))).toBe("b*");
    expect(shown(fitted(two, []))).toBe("");
    expect(shown(fitted(NO_PANES, ["a", "b"]))).toBe("a* b");
  });

  it("whatever is done, every view is in one pane, and no pane but a single one is empty", () => {
    const view = fc.constantFrom("a", "b", "c", "d");
    const paneId = fc.integer({ min: 1, max: 5 }).map(String);
    const step = fc.oneof(
      fc.record({ do: fc.constant("put" as const), view }),
      fc.record({ do: fc.constant("without" as const), view }),
      fc.record({ do: fc.constant("move" as const), view, pane: paneId, before: fc.option(view) }),
      fc.record({
        do: fc.constant("split" as const),
        view,
        beside: paneId,
        side: fc.constantFrom("left" as const, "right" as const, "above" as const, "below" as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let panes = NO_PANES;
        const there = new Set<string>();
        for (const one of steps) {
          if (one.do === "without") {
            panes = without(panes, one.view);
            there.delete(one.view);
          } else {
            const target =
              one.do === "move"
                ? { pane: one.pane, before: one.before }
                : one.do === "split"
                  ? { beside: one.beside, side: one.side }
                  : undefined;
            panes = put(panes, one.view, target);
            there.add(one.view);
          }
          expect(viewsOf(panes).toSorted()).toEqual([...there].toSorted());
          if (panes.panes.length > 1)
            for (const { views, front } of panes.panes) expect(views).toContain(front);
          expect(panes.panes.map(({ id }) => id)).toContain(panes.focused);
          expect(new Set(panes.panes.map(({ id }) => id)).size).toBe(panes.panes.length);
        }
      }),
    );
  });
});
