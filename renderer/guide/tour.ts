/** What the tour tells, and the commands that show it. */
import { t } from "../../preload/texts/texts";

export interface TourStep {
  readonly title: string;
  readonly sentence: string;
  /** By them it is tried; the keys stand beside them. */
  readonly commands: readonly string[];
}

export const TOUR: readonly TourStep[] = [
  {
    title: t("A kernel runs your code"),
    sentence: t(
      "A shell shows one kernel: what was sent, and all that came back. Kernels go on when the window is closed, and nothing that they print is lost.",
    ),
    commands: ["shell.running", "shell.new", "focus.shell"],
  },
  {
    title: t("Cells run piece by piece"),
    sentence: t(
      "A line with # %% begins a cell in a plain file. Run the one that the cursor is in, or the statement, or the whole file.",
    ),
    commands: ["help.example", "run.cellAdvance", "run.selection", "run.file"],
  },
  {
    title: t("Results beside the code"),
    sentence: t(
      "Outputs can stand under their cells too, today and next week. Notebooks open as cells in the same editor.",
    ),
    commands: ["results.under", "results.right", "results.off"],
  },
  {
    title: t("Look at what there is"),
    sentence: t(
      "Workspace lists the variables and opens tables; Plots keeps every figure; Interactive help explains the name at the cursor.",
    ),
    commands: ["tools.workspace", "tools.plots", "tools.help"],
  },
  {
    title: t("When something fails"),
    sentence: t(
      "Set a breakpoint in the margin and debug the cell. After an error the debugger stands in the line that failed.",
    ),
    commands: ["breakpoint.toggle", "run.debugCell", "tools.debugger"],
  },
  {
    title: t("Find everything"),
    sentence: t(
      "Each command has a name, and most have a key. Files, symbols and texts are found the same way.",
    ),
    commands: ["palette.commands", "palette.files", "tools.findInFiles", "tools.history"],
  },
  {
    title: t("As you like it"),
    sentence: t("Settings and keys are pages that can be searched, over a file that can be edited."),
    commands: ["settings.open", "settings.keys"],
  },
];
