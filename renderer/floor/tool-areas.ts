/** Where the tools of a window stand: three areas with tabs, and those that are closed. All pure; tools are named by their ids. */
import * as v from "valibot";

export const AREAS = ["left", "right", "below"] as const;
/** At the sides of the window, or below the shells. */
export type Area = (typeof AREAS)[number];

export interface AreaTools {
  /** In the order of their tabs. Also such as this version does not have: another one may have put them there. */
  readonly tools: readonly string[];
  /** The one that was brought in front last; where it is not there (any more), the first one is in front. */
  readonly front: string | null;
}

export interface ToolAreas extends Readonly<Record<Area, AreaTools>> {
  /** Closed tools, with the area that they come back to; the one that was closed last stands last. */
  readonly closed: Readonly<Record<string, Area>>;
}

const NO_TOOLS: AreaTools = { tools: [], front: null };
export const NO_AREAS: ToolAreas = { left: NO_TOOLS, right: NO_TOOLS, below: NO_TOOLS, closed: {} };

/** More is no list of tools that a window has kept. */
const MOST_TOOLS = 100;
const toolId = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const areaTools = v.fallback(
  v.object({
    tools: v.fallback(
      v.pipe(
        v.array(v.unknown()),
        v.transform((list) => list.filter((each) => v.is(toolId, each)).slice(0, MOST_TOOLS)),
      ),
      [],
    ),
    front: v.fallback(v.nullable(toolId), null),
  }),
  NO_TOOLS as { tools: string[]; front: string | null },
);

/**
 * What a window has kept of it. What cannot be read is left out, so that the tools which stood there come back at their
 * first places; a tool that is named twice stands where it is named first.
 */
export const toolAreas = v.pipe(
  v.object({
    left: areaTools,
    right: areaTools,
    below: areaTools,
    closed: v.fallback(v.record(toolId, v.picklist(AREAS)), {}),
  }),
  v.transform((kept): ToolAreas => {
    const seen = new Set<string>();
    const once = ({ tools, front }: AreaTools): AreaTools => ({
      tools: tools.filter((tool) => !seen.has(tool) && seen.add(tool)),
      front,
    });
    const areas = { left: once(kept.left), right: once(kept.right), below: once(kept.below) };
    const closed = Object.entries(kept.closed).filter(([tool]) => !seen.has(tool));
    return { ...areas, closed: Object.fromEntries(closed) };
  }),
);

/** The area that a tool stands in; undefined for one that is closed. */
export function areaOf(areas: ToolAreas, tool: string): Area | undefined {
  return AREAS.find((area) => areas[area].tools.includes(tool));
}

/** The tool that was closed last, or undefined. */
export function lastClosed({ closed }: ToolAreas): string | undefined {
  return Object.keys(closed).at(-1);
}

/**
 * A tool that nothing is known of yet is put last into its first area; all others stay as they are.
 * @param open whether it stands there at once; otherwise it comes there when it is first asked for
 */
export function withTool(areas: ToolAreas, tool: string, first: Area, open = true): ToolAreas {
  if (areaOf(areas, tool) || Object.hasOwn(areas.closed, tool)) return areas;
  // Before those that were closed by hand, the last of which is the first to come back.
  if (!open) return { ...areas, closed: { [tool]: first, ...areas.closed } };
  return { ...areas, [first]: { ...areas[first], tools: [...areas[first].tools, tool] } };
}

/** Brings a tool to the front of its area; one that was closed comes back last among the tabs it was closed in. */
export function bringTool(areas: ToolAreas, tool: string): ToolAreas {
  const area = areaOf(areas, tool);
  if (area) return { ...areas, [area]: { ...areas[area], front: tool } };
  const back = Object.hasOwn(areas.closed, tool) ? areas.closed[tool] : undefined;
  return back ? moveTool(areas, tool, back) : areas;
}

/**
 * Puts a tool into an area, in front of it all.
 * @param before the tool whose tab it is put before; last without it
 */
export function moveTool(areas: ToolAreas, tool: string, to: Area, before?: string | null): ToolAreas {
  if (before === tool) return bringTool(areas, tool);
  const rest = without(areas, tool);
  const { tools } = rest[to];
  const at = before ? tools.indexOf(before) : -1;
  const placed = at < 0 ? [...tools, tool] : [...tools.slice(0, at), tool, ...tools.slice(at)];
  return { ...rest, [to]: { tools: placed, front: tool } };
}

/** Closes a tool; the tab after it comes in front, or the one before. */
export function closeTool(areas: ToolAreas, tool: string): ToolAreas {
  const area = areaOf(areas, tool);
  if (!area) return areas;
  const rest = without(areas, tool);
  return { ...rest, closed: { ...rest.closed, [tool]: area } };
}

/** What an area shows of the tools that there are: its tabs, and which of them is in front. */
export function shownTools<Tool extends { readonly id: string }>(
  { tools, front }: AreaTools,
  all: readonly Tool[],
): { readonly tools: readonly Tool[]; readonly front: Tool | undefined } {
  const shown = tools.flatMap((id) => all.find((tool) => tool.id === id) ?? []);
  return { tools: shown, front: shown.find(({ id }) => id === front) ?? shown[0] };
}

/** Takes a tool away from where it is, open or closed. */
function without(areas: ToolAreas, tool: string): ToolAreas {
  const { [tool]: _, ...closed } = areas.closed;
  const area = areaOf(areas, tool);
  if (!area) return { ...areas, closed };
  const { tools, front } = areas[area];
  const at = tools.indexOf(tool);
  const left = tools.filter((one) => one !== tool);
  const next = front === tool ? (left[Math.min(at, left.length - 1)] ?? null) : front;
  return { ...areas, [area]: { tools: left, front: next }, closed };
}
