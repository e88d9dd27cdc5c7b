/** What is done with a shell: the menu Shell has it all, "More" and a tab's menu what has no button. One list for all of them. */
import { addToMenu } from "../../floor/menus/menu";

const OUTPUT = [
  "shell.clear",
  "shell.undoClear",
  "shell.copyAll",
  "shell.saveText",
  "shell.saveHtml",
  "shell.savePdf",
  "shell.saveMarkdown",
  "shell.saveScript",
];
const ENDS = ["shell.interrupt", "shell.restart", "shell.shutdown", "shell.leave"];
const NAME = ["shell.rename", "shell.duplicate"];
const BESIDE = ["shell.moveRight", "shell.moveBelow"];
const ELSEWHERE = ["shell.moveToPane", "shell.moveToWindow", "shell.moveToNextWindow"];

/** They have buttons in the shells' bar. */
const BUTTONS: ReadonlySet<string> = new Set(["shell.clear", "shell.interrupt", "shell.restart"]);

/** The groups of "More". */
export const MORE: readonly (readonly string[])[] = [
  OUTPUT,
  [...NAME, ...BESIDE, ...ELSEWHERE],
  [...ENDS, "shell.running"],
].map((group) => group.filter((id) => !BUTTONS.has(id)));

/** Puts them all into the menu Shell. */
export function addShellMenu(): void {
  addToMenu("shell", 100, "shell.new");
  addToMenu("shell", 120, "shell.join", "shell.attach", "shell.running");
  addToMenu("shell", 300, ...OUTPUT);
  addToMenu("shell", 350, "shell.searchHistory");
  addToMenu("shell", 400, "shell.find", "shell.findNext", "shell.findPrevious");
  addToMenu("shell", 600, ...ENDS);
  addToMenu("shell", 700, ...NAME, ...BESIDE);
  addToMenu("shell", 750, ...ELSEWHERE);
  addToMenu("shell", 800, "shell.next", "shell.previous", "shell.close");
}
