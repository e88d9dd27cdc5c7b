/** The tools of the window: each registers itself, with the command that brings it in front. */
import type { ComponentType } from "react";
import { flushSync } from "react-dom";
import { type Command, registerCommands } from "../commands/commands";
import { layout, showTool } from "../layout-state";
import type { IconName } from "../look/icons";
import { addToMenu } from "../menus/menu";
import { type Area, withTool } from "../tool-areas";

export interface Tool {
  /** Names it in what the window remembers, and in tests. */
  readonly id: string;
  /** Of its tab, its region and its command. */
  readonly title: string;
  /** Shows it. A key for it is bound in the tool's own `keys.ts`. */
  readonly command: `tools.${string}`;
  /** What it shows. Kept while another tool is in front, or its area is not seen: its effects rest meanwhile. */
  readonly View: ComponentType;
  /** In place of its title, where its tab is not in front and has no room. Without one the title stands there always. */
  readonly icon?: IconName;
  /** The area that it stands in until it is moved. */
  readonly place: Area;
  /** Stands there from the first start on; others come there when they are first asked for. */
  readonly open?: boolean;
  /** At the right end of the bar while it is in front: its own buttons, and a short word of what it shows. */
  readonly Actions?: ComponentType;
  /** What its command does, where that is more than to bring it in front. */
  readonly ask?: () => void | Promise<void>;
  /** Whatever else it can do. */
  readonly commands?: readonly Command[];
  /** Adds what it has elsewhere in the window, as an item of the status bar. Called once, at start. */
  readonly start?: () => void;
}

const tools: Tool[] = [];

/**
 * Adds a tool, with its command and its entry in the menu; where the window remembers no place of it, last among the tabs
 * of its area. Called at start, before anything is drawn.
 */
export function registerTool(tool: Tool): void {
  tools.push(tool);
  layout.set((now) => ({ ...now, tools: withTool(now.tools, tool.id, tool.place, tool.open ?? false) }));
  addToMenu("tools", 100, tool.command);
  registerCommands(
    { id: tool.command, title: tool.title, run: tool.ask ?? (() => goToTool(tool.id)) },
    ...(tool.commands ?? []),
  );
  tool.start?.();
}

/** In the order they were added. */
export function allTools(): readonly Tool[] {
  return tools;
}

/** The tool that had the keyboard last, or to which it is on its way. */
let lastUsed: string | null = null;

export function lastUsedTool(): string | null {
  return lastUsed;
}

/** The keyboard came to a tool. */
export function usesTool(id: string): void {
  lastUsed = id;
}

/** Brings a tool in front, also one that was closed, and the keyboard to it. */
export function goToTool(id: string): void {
  // Now, not later: what is pressed next may open something that needs the keyboard.
  flushSync(() => showTool(id));
  usesTool(id);
  const region = document.querySelector<HTMLElement>(`[data-tool="${CSS.escape(id)}"]`);
  // What it lists rather than the buttons over it.
  const inside =
    region?.querySelector<HTMLElement>("[tabindex='0']") ??
    region?.querySelector<HTMLElement>("input, button:not(:disabled)");
  // What shows nothing has nothing that takes the keyboard.
  (inside ?? toolTab(id))?.focus();
}

/** Does something that draws a tool's tab elsewhere, and brings the keyboard to it. */
export function focusTabAfter(id: string, change: () => void): void {
  flushSync(change);
  toolTab(id)?.focus();
}

/** The tab of a tool, while it is drawn. */
export function toolTab(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-tool-tab="${CSS.escape(id)}"]`);
}
