/** What the areas are called. */
import { t } from "../../../preload/texts/texts";
import type { Area } from "../../floor/tool-areas";

/** Of the row of tabs. */
export function areaName(area: Area): string {
  return { left: t("Tools on the left"), right: t("Tools on the right"), below: t("Tools below") }[area];
}
