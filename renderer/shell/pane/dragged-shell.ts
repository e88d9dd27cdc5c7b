/** The shell whose tab is being dragged: one of this window, or one that comes over this window from another. */
import { tandem } from "../../floor/bridge";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { offerShell, withOwnWindow } from "./window-moves";

/** What a dragged tab carries: a ticket, by which another window of the app gets the shell. No other program reads it. */
const KIND = "application/x-tandem-shell";
/** Esc is let go so soon after the drag that it has ended, in ms. */
const ESCAPE_MS = 300;

export const dragged = createStore<ShellModel | "another window's" | null>(null);

export type Zone = "left" | "right" | "above" | "below" | "into";
/** Where a tab would go: among those of a pane, before that view or last, or into a pane or beside it. */
export type Landing = { readonly pane: string } & (
  | { readonly before: string | null }
  | { readonly zone: Zone }
);

/** Where the dragged tab would go if it were dropped now. */
export const landing = createStore<Landing | null>(null);

/** The tab of this window that is on its way, also over other windows. */
let own: { readonly shell: ShellModel; readonly ticket: string } | null = null;
/** Esc has gone up since the last drag began. */
let escaped = false;

/** What waits for the end of the drag. */
const waiting: (() => void)[] = [];

/** Does something once no tab of this window is on its way: a tab that is taken away would not hear of its drag's end. */
export function afterDrag(run: () => void): void {
  if (own) waiting.push(run);
  else run();
}

function isOver(): void {
  own = null;
  dragged.set(null);
  landing.set(null);
  for (const run of waiting.splice(0)) run();
}

/** Whether what is dragged is a shell's tab. */
export function isShellTab({ types }: DataTransfer): boolean {
  return types.includes(KIND);
}

/** The ticket of the tab that was dropped. */
export function ticketOf(dropped: DataTransfer): string {
  return dropped.getData(KIND);
}

/** A tab of this window begins to be dragged. */
export function beginDrag(shell: ShellModel, transfer: DataTransfer): void {
  const ticket = crypto.randomUUID();
  own = { shell, ticket };
  escaped = false;
  transfer.effectAllowed = "move";
  transfer.setData(KIND, ticket);
  offerShell(shell, ticket).catch(tell);
  // Not within the event: the page may not change while the browser takes its picture of the tab.
  setTimeout(() => {
    if (own?.ticket === ticket) dragged.set(shell);
  });
}

/** A tab is over this window, where it may be dropped. */
export function isHere(): void {
  if (dragged.get() === null) dragged.set(own?.shell ?? "another window's");
}

/** The tab was dropped in this window: the shell, when it is one of this window. */
export function droppedShell(): ShellModel | undefined {
  const shell = own?.shell;
  isOver();
  return shell;
}

/**
 * The drag has ended: here, in another window, by Esc, or outside, where the shell gets a window of its own.
 * @param effect what the browser says of it: "none" for Esc, and on most desktops also for a drop outside
 */
export async function endDrag(effect: string): Promise<void> {
  const { shell, ticket } = own ?? {};
  isOver();
  if (!shell || !ticket) return;
  const takenBack = effect === "none" ? escapeIsLetGo() : false;
  try {
    const at = await tandem.request("shells.dropped", { ticket });
    if (at && !(await takenBack)) await withOwnWindow(shell, at);
  } catch (error) {
    tell(error);
  }
}

/** During a drag the desktop has the keyboard; that it was Esc which ended it is only heard when the key goes up. */
async function escapeIsLetGo(): Promise<boolean> {
  if (!escaped) await new Promise((resolve) => setTimeout(resolve, ESCAPE_MS));
  return escaped;
}

/** Knows when a tab of another window is over this one; returns a function that stops it. */
export function watchForTabs(): () => void {
  let entered: EventTarget | null = null;
  const gone = () => {
    entered = null;
    if (dragged.get() !== "another window's") return;
    dragged.set(null);
    landing.set(null);
  };
  const onEnter = (event: DragEvent) => {
    if (own || !event.dataTransfer || !isShellTab(event.dataTransfer)) return;
    entered = event.target;
    dragged.set("another window's");
  };
  const onLeave = ({ target }: DragEvent) => {
    // What is left for another part of the page was left after that was entered.
    if (target === entered) gone();
  };
  document.addEventListener("dragenter", onEnter);
  document.addEventListener("dragleave", onLeave);
  document.addEventListener("drop", gone);
  // While something is dragged the mouse does not move for the page: the drag is over, however it ended.
  document.addEventListener("pointermove", gone);
  const onKeyUp = ({ key }: KeyboardEvent) => {
    if (key === "Escape") escaped = true;
  };
  addEventListener("keyup", onKeyUp, true);
  return () => {
    document.removeEventListener("dragenter", onEnter);
    document.removeEventListener("dragleave", onLeave);
    document.removeEventListener("drop", gone);
    document.removeEventListener("pointermove", gone);
    removeEventListener("keyup", onKeyUp, true);
  };
}

function tell(error: unknown): void {
  notify({ level: "error", sentence: sentenceOf(error) });
}
