import { t } from "../../../preload/texts/texts";
import { registerTool } from "../../floor/tools/tools";
import { FileBrowser } from "./file-browser";

export function registerFileBrowser(): void {
  registerTool({
    id: "File browser",
    title: t("File browser"),
    command: "tools.fileBrowser",
    View: FileBrowser,
  });
}
