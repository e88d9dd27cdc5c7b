/** The menu of an output: its representations, and what can be done with it. */
import type { PopupGroup } from "../../workbench/popup-menu";
import { copyOutput, openOutside, opensOutside, saveOutput } from "./output-actions";
import { openOutputPage } from "./output-pages";
import type { Display } from "./picture";
import { type Representation, representations } from "./representations";

/**
 * @param folder where saving begins
 * @param choose shows the output as another type
 */
export function outputMenu(
  output: Display,
  { type, title }: Representation,
  folder: string,
  choose: (type: string) => void,
): readonly PopupGroup[] {
  return [
    {
      label: "Show as",
      items: representations(output.data).map((each) => ({
        label: each.title,
        chosen: each.type === type,
        run: () => choose(each.type),
      })),
    },
    {
      items: [
        { label: title === type ? "Copy" : `Copy ${title}`, run: () => copyOutput(output, type) },
        { label: "Save as…", run: () => saveOutput(output, type, folder) },
        { label: "Open in a tab", run: () => openOutputPage(output, type, folder) },
        ...(opensOutside(type)
          ? [{ label: "Open in another program", run: () => openOutside(output, type) }]
          : []),
      ],
    },
  ];
}
