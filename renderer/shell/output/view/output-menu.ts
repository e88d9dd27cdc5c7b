/** The menu of an output: its representations, and what can be done with it. */
import { t } from "../../../../preload/texts/texts";
import type { PopupGroup, PopupItem } from "../../../floor/menus/popup-menu";
import type { FigureAbout } from "../content/figure-metadata";
import type { Display } from "../content/picture";
import { type Representation, representations } from "../content/representations";
import { copyOutput, copyTable, openOutside, opensOutside, saveOutput } from "./output-actions";
import { openOutputPage } from "./output-page";

/**
 * @param folder where saving begins
 * @param choose shows the output as another type
 * @param about what made it, which saved figures carry
 * @param added what features have for it
 */
export function outputMenu(
  output: Display,
  { type, title, drawing }: Representation,
  folder: string,
  choose: (type: string) => void,
  about?: FigureAbout,
  added: readonly PopupItem[] = [],
): readonly PopupGroup[] {
  return [
    {
      label: t("Show as"),
      items: representations(output.data).map((each) => ({
        label: each.title,
        chosen: each.type === type,
        run: () => choose(each.type),
      })),
    },
    {
      items: [
        {
          label: title === type ? t("Copy") : t("Copy {title}", { title }),
          run: () => copyOutput(output, type),
        },
        ...(drawing === "table" ? [{ label: t("Copy as TSV"), run: () => copyTable(output, type) }] : []),
        { label: t("Save as…"), run: () => saveOutput(output, type, folder, about) },
        { label: t("Open in a tab"), run: () => openOutputPage(output, type, folder) },
        ...(opensOutside(type)
          ? [{ label: t("Open in another program"), run: () => openOutside(output, type) }]
          : []),
        ...added,
      ],
    },
  ];
}
