import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { FileBrowser } from "./file-browser";
import "./keys";

export const fileBrowserTool: Tool = {
  id: "File browser",
  title: t("File browser"),
  command: "tools.fileBrowser",
  icon: "folder",
  place: "left",
  open: true,
  View: FileBrowser,
};
