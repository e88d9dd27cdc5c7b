import { t } from "../../../preload/texts/texts";
import { registerTool } from "../../floor/tools/tools";
import { SourceStructure } from "./source-structure";

export function registerSourceStructure(): void {
  registerTool({
    id: "Source structure",
    title: t("Source structure"),
    command: "tools.sourceStructure",
    View: SourceStructure,
  });
}
