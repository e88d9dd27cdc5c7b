import { t } from "../../../preload/texts/texts";
import type { Tool } from "../../floor/tools/tools";
import { SourceStructure } from "./source-structure";
import { StructureActions } from "./structure-actions";
import "./source-structure.css";
import "./keys";

export const sourceStructureTool: Tool = {
  id: "Source structure",
  title: t("Source structure"),
  command: "tools.sourceStructure",
  icon: "structure",
  place: "left",
  open: true,
  View: SourceStructure,
  Actions: StructureActions,
};
