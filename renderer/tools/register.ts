/** The tools, in the order of their tabs and of the menu: an entry for each. */
import { registerTool, type Tool } from "../floor/tools/tools";
import { debuggerTool } from "./debugger/tool";
import { fileBrowserTool } from "./file-browser/tool";
import { findInFilesTool } from "./find-in-files/tool";
import { gitTool } from "./git/tool";
import { helpTool } from "./help/tool";
import { historyTool } from "./history/tool";
import { loggerTool } from "./logger/tool";
import { plotsTool } from "./plots/tool";
import { problemsTool } from "./problems/tool";
import { sourceStructureTool } from "./source-structure/tool";
import { timelineTool } from "./timeline/tool";
import { workspaceTool } from "./workspace/tool";

const tools: readonly Tool[] = [
  fileBrowserTool,
  sourceStructureTool,
  findInFilesTool,
  gitTool,
  timelineTool,
  workspaceTool,
  plotsTool,
  helpTool,
  debuggerTool,
  problemsTool,
  historyTool,
  loggerTool,
];

/** Registers all of them. Called once, before anything is drawn. */
export function registerTools(): void {
  for (const tool of tools) registerTool(tool);
}
