/** The tools of the window: each registers itself, with the command that brings it in front. */
import type { ComponentType } from "react";
import { registerCommands } from "../commands/commands";
import { showTool } from "../layout-state";
import { addToMenu } from "../menus/menu";

export interface Tool {
  /** Names it in what the window remembers, and in tests. */
  readonly id: string;
  /** Of its tab, its region and its command. */
  readonly title: string;
  readonly command: `tools.${string}`;
  readonly View: ComponentType;
}

const tools: Tool[] = [];

/** Adds a tool, last among the tabs, with its command and its entry in the menu. Called at start, before anything is drawn. */
export function registerTool(tool: Tool): void {
  tools.push(tool);
  addToMenu("tools", 100, tool.command);
  registerCommands({ id: tool.command, title: tool.title, run: () => goToTool(tool.id) });
}

/** In the order of their tabs. */
export function allTools(): readonly Tool[] {
  return tools;
}

/** Brings a tool in front, and the keyboard to it once it is drawn. */
export function goToTool(id: string): void {
  showTool(id);
  requestAnimationFrame(() => {
    const region = document.querySelector<HTMLElement>(`[data-tool="${CSS.escape(id)}"]`);
    region?.querySelector<HTMLElement>("[tabindex='0'], button")?.focus();
  });
}
