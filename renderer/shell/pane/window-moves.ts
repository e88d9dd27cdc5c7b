/** Shells that go from window to window: offered by the one, taken by the other, or with a window of their own. */

import type { ScreenPoint } from "../../../preload/contract/shell-moves";
import { Disposables } from "../../../preload/floor/disposables";
import { documents } from "../../code/documents";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { layout, partsInView, plain } from "../../floor/layout-state";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { AREAS, NO_AREAS } from "../../floor/tool-areas";
import type { ShellModel } from "../../kernels/shell-model";
import type { Target } from "../../kernels/shell-panes";
import { windowShells } from "../../kernels/window-shells";

/** Title bar, tabs and status bar around a shell, and the least that it is worth a window, in px. */
const AROUND_PX = { width: 0, height: 110 };
const LEAST_PX = { width: 720, height: 480 };

/** Lets another window take a shell, once, by this ticket. */
export async function offerShell(shell: ShellModel, ticket: string): Promise<void> {
  const { view, session, draft, answers } = windowShells().viewState(shell);
  await tandem.request("shells.offer", {
    ticket,
    shell: { view, session, ...(draft !== undefined && { draft }), ...(answers && { answers }) },
  });
}

/** Takes what another window offers; a sentence says what hinders it. */
export async function takeShell(ticket: string, target?: Target): Promise<void> {
  try {
    await windowShells().goOnWith(await tandem.request("shells.take", { ticket }), target);
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

/** Sends a shell to the next window. @throws Error with a sentence when there is none; the shell stays then */
export async function sendToNextWindow(shell: ShellModel): Promise<void> {
  const ticket = crypto.randomUUID();
  await offerShell(shell, ticket);
  await tandem.request("shells.send", { ticket });
}

/**
 * Moves a shell to a new window, with what was typed in it and how far it was seen. One that has its window for itself
 * stays there.
 * @param at the point of the screen where its tab was dropped; absent: beside this window
 * @throws Error with a sentence when the window cannot be opened; the shell stays then
 */
export async function withOwnWindow(shell: ShellModel, at?: ScreenPoint): Promise<void> {
  if (hasOwnWindow()) return;
  const { width = 0, height = 0 } =
    document.getElementById(`shell-${shell.view}`)?.getBoundingClientRect() ?? {};
  const size = {
    width: Math.round(Math.max(LEAST_PX.width, width + AROUND_PX.width)),
    height: Math.round(Math.max(LEAST_PX.height, height + AROUND_PX.height)),
  };
  const shells = windowShells();
  const view = shells.viewState(shell);
  await tandem.request("window.open", {
    state: stateWithShells({ views: [view], front: view.view }),
    sessions: [shell.session],
    size,
    ...(at && { at }),
  });
  shells.letGo(shell);
}

/** Whether a shell is all that this window shows. */
export function hasOwnWindow(): boolean {
  return windowShells().shells.get().length === 1 && showsOnlyShells();
}

function showsOnlyShells(): boolean {
  const { editor, tools } = partsInView(layout.get());
  return !editor && !tools && documents.get().length === 0;
}

/** A window that was made for a shell has nothing left to show when that is gone. */
function closeIfEmpty(): void {
  if (windowShells().shells.get().length === 0 && showsOnlyShells())
    unawaited("closing the window", tandem.request("window.close"));
}

/**
 * Lets go of shells that other windows take, and takes those that are sent here; returns a function that stops it.
 * @param afterDrag does something as soon as no tab of this window is on its way: until then the drag needs it
 */
export function followWindowMoves(afterDrag: (run: () => void) => void): () => void {
  const shells = windowShells();
  const stops = new Disposables(
    tandem.on("shells.taken", ({ view }) =>
      afterDrag(() => {
        const taken = shells.shells.get().find((shell) => shell.view === view);
        if (taken) shells.letGo(taken);
        closeIfEmpty();
      }),
    ),
    tandem.on("shells.sent", ({ ticket }) => unawaited("take shell", takeShell(ticket))),
  );
  return () => {
    stops.dispose();
  };
}

/** The state of a window that shows nothing but one tool, of what this shell shows. */
export function windowWithTool(tool: string, { session }: ShellModel): Record<string, unknown> {
  const { tools, ...now } = layout.get();
  const others = [...AREAS.flatMap((area) => tools[area].tools.map((id) => [id, area] as const))];
  const closed = { ...tools.closed, ...Object.fromEntries(others) };
  delete closed[tool];
  const view = crypto.randomUUID();
  return plain({
    folder: openFolder.get(),
    layout: {
      ...now,
      shown: { editor: false, shells: false, tools: true },
      tools: { ...NO_AREAS, below: { tools: [tool], front: tool }, closed },
    },
    shells: { views: [{ view, session, open: true }], front: view },
  });
}

/** The state of a window that shows nothing but these shells, with this one's folder and sizes. */
function stateWithShells(own: unknown): Record<string, unknown> {
  const only = { ...layout.get(), shown: { editor: false, shells: true, tools: false } };
  return plain({ folder: openFolder.get(), layout: only, shells: own });
}
