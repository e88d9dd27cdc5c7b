import * as v from "valibot";
import { beforeEach, expect, it } from "vitest";
import { hideTool, layout, layoutState, partsInView, putTool, setShown, showTool } from "./layout-state";
import { withTool } from "./tool-areas";

const first = v.parse(layoutState, {});
const seen = () => {
  const parts = partsInView(layout.get());
  return (["editor", "shells", "tools"] as const).filter((part) => parts[part]).join(" ");
};

beforeEach(() => layout.set({ ...first, tools: withTool(first.tools, "Files", "below") }));

it("hides parts, but not the last one", () => {
  setShown("editor", false);
  setShown("shells", false);
  expect(seen()).toBe("tools");
  setShown("tools", false);
  expect(seen()).toBe("tools");
});

it("shows the editor where the last tool of the middle goes away", () => {
  setShown("editor", false);
  setShown("shells", false);
  putTool("Files", "left");
  expect(seen()).toBe("editor tools");
});

it("brings the last closed tool back when tools are to be shown and none is open", () => {
  hideTool("Files");
  expect(seen()).toBe("editor shells");
  setShown("tools", true);
  expect(seen()).toBe("editor shells tools");
  expect(layout.get().tools.below).toEqual({ tools: ["Files"], front: "Files" });
});

it("shows the tools with the one that is asked for", () => {
  setShown("tools", false);
  hideTool("Files");
  showTool("Files");
  expect(seen()).toBe("editor shells tools");
});

it("reads what a window kept, each part by itself", () => {
  const read = (kept: unknown) => v.parse(v.fallback(layoutState, first), kept);
  expect(read(null)).toEqual(first);
  expect(read({ shown: { editor: 1 }, editorShare: 400, leftWidth: "wide", shellsShare: 40 })).toEqual({
    ...first,
    shellsShare: 40,
  });
  const tools = { left: { tools: ["Files"], front: null } };
  expect(read({ editorShare: null, tools }).tools.left.tools).toEqual(["Files"]);
  // As it was before tools had areas.
  const older = { shown: { editor: true, shells: false, tools: true }, editorShare: 30, shellsShare: 60 };
  expect(read({ ...older, tool: "Problems" })).toEqual({ ...first, ...older });
});
