/** Shells side by side: panes in a row or a column, each with tabs of its own. All pure; views are named by their ids. */
import * as v from "valibot";

const pane = v.object({
  id: v.string(),
  /** In the order of their tabs. */
  views: v.array(v.string()),
  /** The one whose tab is active; null in an empty pane. */
  front: v.nullable(v.string()),
});

export const shellPanes = v.object({
  direction: v.picklist(["row", "column"]),
  /** At least one; only a single one may be empty. */
  panes: v.pipe(v.array(pane), v.minLength(1)),
  /** Id of the pane that commands mean. */
  focused: v.string(),
  /** Share of each pane in percent, by its id; absent: alike. */
  shares: v.exactOptional(v.record(v.string(), v.number())),
});
export type ShellPanes = v.InferOutput<typeof shellPanes>;
export type ShellPane = v.InferOutput<typeof pane>;

/** Where a tab is put: into a pane (before a view of it, or last), or into a new pane at one of its sides. */
export type Target =
  | { readonly pane: string; readonly before?: string | null }
  | { readonly beside: string; readonly side: "left" | "right" | "above" | "below" };

export const NO_PANES: ShellPanes = {
  direction: "row",
  panes: [{ id: "1", views: [], front: null }],
  focused: "1",
};

/** All views, pane by pane. */
export function viewsOf({ panes }: ShellPanes): readonly string[] {
  return panes.flatMap(({ views }) => views);
}

/** The view in front of the focused pane. */
export function frontOf(panes: ShellPanes): string | null {
  return focusedPane(panes).front;
}

export function focusedPane({ panes, focused }: ShellPanes): ShellPane {
  return panes.find(({ id }) => id === focused) ?? (panes[0] as ShellPane);
}

/** Brings a view to the front of its pane, which gets the focus. */
export function bring(panes: ShellPanes, view: string): ShellPanes {
  const at = paneOf(panes, view);
  return at ? { ...withPane(panes, { ...at, front: view }), focused: at.id } : panes;
}

/** Adds a view behind the tabs of the focused pane, or takes it from where it is, in front of it all. */
export function put(panes: ShellPanes, view: string, target?: Target): ShellPanes {
  if (target && "beside" in target) return putBeside(panes, view, target);
  const into = target?.pane ?? focusedPane(panes).id;
  const before = target?.before === view ? undefined : target?.before;
  const after = at(panes, into)?.views ?? [];
  const next = target?.before === view ? after[after.indexOf(view) + 1] : before;
  // The pane that is left may be the one that it goes into.
  const rest = without(panes, view, into);
  const there = at(rest, into) ?? focusedPane(rest);
  const index = next ? there.views.indexOf(next) : -1;
  const views =
    index < 0 ? [...there.views, view] : [...there.views.slice(0, index), view, ...there.views.slice(index)];
  return bring(withPane(rest, { ...there, views }), view);
}

/** Takes a view away; a pane that it leaves empty goes too, unless it is the last one or `keep`. */
export function without(panes: ShellPanes, view: string, keep?: string): ShellPanes {
  const from = paneOf(panes, view);
  if (!from) return panes;
  const index = from.views.indexOf(view);
  const views = from.views.filter((one) => one !== view);
  const front = from.front === view ? (views[Math.min(index, views.length - 1)] ?? null) : from.front;
  const left = withPane(panes, { ...from, views, front });
  if (views.length > 0 || left.panes.length === 1 || from.id === keep) return left;
  const place = left.panes.findIndex(({ id }) => id === from.id);
  const remaining = left.panes.filter(({ id }) => id !== from.id);
  const focused =
    left.focused === from.id
      ? (remaining[Math.min(place, remaining.length - 1)] as ShellPane).id
      : left.focused;
  return { direction: left.direction, panes: remaining, focused };
}

/** The remembered panes for the views that there are: unknown ones are left out, missing ones put into the last pane. */
export function fitted(remembered: ShellPanes, views: readonly string[]): ShellPanes {
  let panes = remembered;
  for (const view of viewsOf(remembered)) if (!views.includes(view)) panes = without(panes, view);
  for (const { id, views: inside } of panes.panes)
    if (inside.length === 0 && panes.panes.length > 1)
      panes = { ...panes, panes: panes.panes.filter((one) => one.id !== id) };
  const known = new Set(viewsOf(panes));
  const last = panes.panes.at(-1) as ShellPane;
  for (const view of views) {
    if (known.has(view)) continue;
    const there = at(panes, last.id) as ShellPane;
    panes = withPane(panes, { ...there, views: [...there.views, view], front: there.front ?? view });
  }
  return { ...panes, focused: focusedPane(panes).id };
}

function putBeside(
  panes: ShellPanes,
  view: string,
  { beside, side }: Extract<Target, { beside: string }>,
): ShellPanes {
  // Beside nothing is where everything is.
  if (!at(panes, beside)?.views.length) return put(panes, view);
  const from = paneOf(panes, view);
  const alone = from?.id === beside && from.views.length === 1;
  const direction = side === "left" || side === "right" ? "row" : "column";
  // There is nothing that it could stand beside; with others the row may become a column.
  if (alone) return { ...panes, direction };
  const rest = without(panes, view);
  const id = String(1 + Math.max(...panes.panes.map((one) => Number(one.id) || 0)));
  const place =
    rest.panes.findIndex((one) => one.id === beside) + (side === "right" || side === "below" ? 1 : 0);
  const made = { id, views: [view], front: view };
  return {
    direction,
    panes: [...rest.panes.slice(0, place), made, ...rest.panes.slice(place)],
    focused: id,
  };
}

function paneOf({ panes }: ShellPanes, view: string): ShellPane | undefined {
  return panes.find(({ views }) => views.includes(view));
}

function at({ panes }: ShellPanes, id: string): ShellPane | undefined {
  return panes.find((one) => one.id === id);
}

function withPane(panes: ShellPanes, changed: ShellPane): ShellPanes {
  return { ...panes, panes: panes.panes.map((one) => (one.id === changed.id ? changed : one)) };
}
