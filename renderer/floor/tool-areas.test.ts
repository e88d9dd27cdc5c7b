import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  AREAS,
  type Area,
  areaOf,
  bringTool,
  closeTool,
  lastClosed,
  moveTool,
  NO_AREAS,
  shownTools,
  type ToolAreas,
  toolAreas,
  withTool,
} from "./tool-areas";

const known = ["a", "b", "c", "d"];
const all = known.map((id) => ({ id }));
const start = known.reduce((areas, tool) => withTool(areas, tool, "below"), NO_AREAS);

/** What is seen: by area its tabs, the one in front in brackets. */
function seen(areas: ToolAreas): string {
  return AREAS.flatMap((area) => {
    const { tools, front } = shownTools(areas[area], all);
    const tabs = tools.map((tool) => (tool === front ? `[${tool.id}]` : tool.id));
    return tabs.length > 0 ? `${area}: ${tabs.join(" ")}` : [];
  }).join("; ");
}

describe("areas of tools", () => {
  it("have each new tool last in its first area, and leave those that they know where they are", () => {
    expect(seen(start)).toBe("below: [a] b c d");
    const moved = moveTool(closeTool(start, "b"), "c", "left");
    expect(known.reduce((areas, tool) => withTool(areas, tool, "right"), moved)).toEqual(moved);
    expect(seen(withTool(NO_AREAS, "a", "right"))).toBe("right: [a]");
  });

  it("move a tool to the front of another area, and its old place shows the next one", () => {
    expect(seen(moveTool(bringTool(start, "b"), "b", "left"))).toBe("left: [b]; below: a [c] d");
    expect(seen(moveTool(bringTool(start, "d"), "d", "right"))).toBe("right: [d]; below: a b [c]");
    expect(seen(moveTool(moveTool(start, "a", "left"), "b", "left", "a"))).toBe("left: [b] a; below: [c] d");
    expect(seen(moveTool(start, "a", "left", "c"))).toBe("left: [a]; below: [b] c d");
  });

  it("move a tool along its own tabs", () => {
    expect(seen(moveTool(start, "c", "below", "a"))).toBe("below: [c] a b d");
    expect(seen(moveTool(start, "a", "below"))).toBe("below: b c d [a]");
    expect(seen(moveTool(start, "b", "below", "b"))).toBe("below: a [b] c d");
  });

  it("close a tool, and show it again where it was", () => {
    const closed = closeTool(moveTool(start, "c", "left"), "c");
    expect(seen(closed)).toBe("below: [a] b d");
    expect(lastClosed(closeTool(closed, "a"))).toBe("a");
    expect(seen(bringTool(closed, "c"))).toBe("left: [c]; below: [a] b d");
    expect(seen(moveTool(closed, "c", "right"))).toBe("right: [c]; below: [a] b d");
    expect(lastClosed(bringTool(closed, "c"))).toBeUndefined();
    expect(closeTool(closed, "c")).toEqual(closed);
    expect(bringTool(closed, "no such tool")).toEqual(closed);
  });

  it("keep the tools of another version, which are not seen", () => {
    const kept = bringTool(withTool(start, "of tomorrow", "below"), "of tomorrow");
    expect(seen(kept)).toBe("below: [a] b c d");
    expect(areaOf(moveTool(kept, "b", "left"), "of tomorrow")).toBe("below");
  });

  it("have every tool exactly once, open or closed, whatever is done", () => {
    const area = fc.constantFrom<Area>(...AREAS);
    const tool = fc.constantFrom(...known);
    const step = fc.oneof(
      fc.tuple(tool, area, fc.option(tool)).map(
        ([id, to, before]) =>
          (now: ToolAreas) =>
            moveTool(now, id, to, before),
      ),
      tool.map((id) => (now: ToolAreas) => bringTool(now, id)),
      tool.map((id) => (now: ToolAreas) => closeTool(now, id)),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const end = steps.reduce((now, each) => each(now), start);
        const everywhere = [...AREAS.flatMap((each) => end[each].tools), ...Object.keys(end.closed)];
        expect(everywhere.sort()).toEqual(known);
        expect(v.parse(toolAreas, JSON.parse(JSON.stringify(end)))).toEqual(end);
      }),
    );
  });
});

describe("what a window has kept", () => {
  const read = (kept: unknown) => {
    const areas = v.parse(v.fallback(toolAreas, NO_AREAS), kept);
    return known.reduce((now, tool) => withTool(now, tool, "below"), areas);
  };

  it("is taken over as far as it can be read, and no tool is lost", () => {
    expect(seen(read(undefined))).toBe("below: [a] b c d");
    expect(seen(read("nonsense"))).toBe("below: [a] b c d");
    const left = { tools: ["c", 7, null, "a"], front: "a" };
    expect(seen(read({ left }))).toBe("left: c [a]; below: [b] d");
    expect(seen(read({ left, below: "x", closed: { b: "right", d: "nowhere" } }))).toBe(
      "left: c [a]; below: [b] d",
    );
    expect(seen(bringTool(read({ left, closed: { b: "right" } }), "b"))).toBe(
      "left: c [a]; right: [b]; below: [d]",
    );
    expect(seen(read({ left: { tools: ["a"], front: 3 }, right: { tools: {} } }))).toBe(
      "left: [a]; below: [b] c d",
    );
  });

  it("has a tool once, where it is named first", () => {
    const twice = { tools: ["a", "b", "a"], front: "b" };
    const areas = read({ left: twice, right: twice, below: twice, closed: { a: "right" } });
    expect(seen(areas)).toBe("left: a [b]; below: [c] d");
    expect(areas.closed).toEqual({});
  });

  it("may have names that objects have of their own", () => {
    const kept = JSON.parse('{"closed": {"__proto__": "left", "toString": "right"}}');
    const areas = withTool(read(kept), "constructor", "left");
    expect(areas.closed).toEqual({ toString: "right" });
    expect(areaOf(areas, "constructor")).toBe("left");
    expect(areaOf(bringTool(areas, "toString"), "toString")).toBe("right");
    expect(bringTool(areas, "valueOf")).toEqual(areas);
  });
});
