/** The tools, in the order of their tabs: a line for each. */
import { registerFileBrowser } from "./file-browser/register";
import { registerProblemsTool } from "./problems/register";
import { registerSourceStructure } from "./source-structure/register";

/** Registers all of them. Called once, before anything is drawn. */
export function registerTools(): void {
  registerFileBrowser();
  registerSourceStructure();
  registerProblemsTool();
}
