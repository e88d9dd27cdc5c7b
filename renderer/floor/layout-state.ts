/** Which parts of the window are shown, how large they are, and where the tools stand. */
import * as v from "valibot";
import { createStore } from "./store";
import {
  AREAS,
  type Area,
  bringTool,
  closeTool,
  lastClosed,
  moveTool,
  NO_AREAS,
  toolAreas,
} from "./tool-areas";

export type Part = "editor" | "shells" | "tools";

const ALL = { editor: true, shells: true, tools: true };
const share = v.pipe(v.number(), v.minValue(1), v.maxValue(99));
/** In px of the window: what tells of files is narrow, variables and figures are not. */
const width = (first: number) => v.fallback(v.pipe(v.number(), v.minValue(50), v.maxValue(5000)), first);

/** What a window keeps of its layout: each part falls back by itself, so that one that is broken costs no other. */
export const layoutState = v.object({
  shown: v.fallback(v.object({ editor: v.boolean(), shells: v.boolean(), tools: v.boolean() }), ALL),
  /** Share of the editor in the width, and of the shells in the height beside it, in percent. */
  editorShare: v.fallback(share, 55),
  shellsShare: v.fallback(share, 68),
  /** Of the areas at the sides. */
  leftWidth: width(240),
  rightWidth: width(340),
  tools: v.fallback(toolAreas, NO_AREAS),
});
export type LayoutState = Readonly<v.InferOutput<typeof layoutState>>;

export const layout = createStore<LayoutState>(v.parse(layoutState, {}));

/** Shows or hides a part; the last one that is shown stays. Tools of which none is open come back with the last one closed. */
export function setShown(part: Part, shown: boolean): void {
  const closed = lastClosed(layout.get().tools);
  if (part === "tools" && shown && !partsInView({ ...layout.get(), shown: ALL }).tools && closed) {
    showTool(closed);
    return;
  }
  layout.set((now) => {
    const next = { ...now, shown: { ...now.shown, [part]: shown } };
    return now.shown[part] === shown || isEmpty(next) ? now : next;
  });
}

/** Which parts are seen: tools where any is open, and the editor also where nothing else would be between the areas at the sides. */
export function partsInView(state: LayoutState): Readonly<Record<Part, boolean>> {
  const { shown, tools } = state;
  return {
    editor: shown.editor || isEmpty(state),
    shells: shown.shells,
    tools: shown.tools && AREAS.some((area) => tools[area].tools.length > 0),
  };
}

/** Whether nothing would be seen between the areas at the sides. */
function isEmpty({ shown, tools: { below } }: LayoutState): boolean {
  return !(shown.editor || shown.shells || (shown.tools && below.tools.length > 0));
}

/** Brings a tool in front, also one that was closed, and shows the tools. */
export function showTool(tool: string): void {
  layout.set((now) => ({
    ...now,
    tools: bringTool(now.tools, tool),
    shown: { ...now.shown, tools: true },
  }));
}

/**
 * Puts a tool into an area, in front of it all.
 * @param before the tool whose tab it is put before; last without it
 */
export function putTool(tool: string, to: Area, before?: string | null): void {
  layout.set((now) => ({ ...now, tools: moveTool(now.tools, tool, to, before) }));
}

/** Takes a tool's tab away; it comes back to the area it was in. */
export function hideTool(tool: string): void {
  layout.set((now) => ({ ...now, tools: closeTool(now.tools, tool) }));
}

export function showFileBrowser(): void {
  showTool("File browser");
}

/** What is undefined has no place in a message. */
export function plain(state: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
}
