import { t } from "../../../preload/texts/texts";
import { activeDocument } from "../../code/documents";
import { addEditorLayer } from "../../editor/layers";
import { addToMenu } from "../../floor/menus/menu";
import { addStatusItem } from "../../floor/status-items";
import { goToTool, type Tool } from "../../floor/tools/tools";
import { changeSteps } from "./change-steps";
import { compareWithCommit } from "./committed";
import { BranchItem, GitView } from "./git-view";
import { MarginLayer } from "./margin-layer";
import { followGit, gitView, refreshGit } from "./state";

const TOOL = "Git";
const hasRepository = () => gitView.get().repository !== null;
const pathInFront = () => activeDocument.get()?.file.get().path ?? null;
const step = (by: 1 | -1) => () => changeSteps.present()?.step(by);
const hasChanges = () => (changeSteps.present()?.count ?? 0) > 0;

export const gitTool: Tool = {
  id: TOOL,
  title: t("Git"),
  command: "tools.git",
  icon: "branch",
  place: "left",
  open: true,
  View: GitView,
  ask: async () => {
    goToTool(TOOL);
    await refreshGit();
  },
  commands: [
    {
      id: "git.compare",
      title: t("Compare with the last commit"),
      available: () => hasRepository() && pathInFront() !== null,
      run: () => {
        const path = pathInFront();
        if (path !== null) compareWithCommit(path);
      },
    },
    {
      id: "git.nextChange",
      title: t("Next change since the last commit"),
      available: hasChanges,
      run: step(1),
    },
    {
      id: "git.previousChange",
      title: t("Previous change since the last commit"),
      available: hasChanges,
      run: step(-1),
    },
  ],
  start: () => {
    addStatusItem(() => <BranchItem open={() => goToTool(TOOL)} />);
    addEditorLayer(MarginLayer);
    addToMenu("file", 255, "git.compare");
    followGit();
  },
};
