/** How large the whole window is drawn: text, bars, pictures. One setting for every window; main carries it out. */
import { t } from "../../preload/texts/texts";
import { changeSettings, settings } from "../floor/app";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { nextZoom, USUAL_ZOOM } from "./zoom-steps";

/** In percent, what main was asked for and has not answered yet: a second press goes on from there. */
let asked: number | null = null;

async function zoomTo(zoom: number): Promise<void> {
  asked = zoom;
  try {
    await changeSettings({ zoom });
  } finally {
    if (asked === zoom) asked = null;
  }
}

const zoomBy = (steps: 1 | -1) => zoomTo(nextZoom(asked ?? settings.get().zoom, steps));

/** Adds the commands; returns a function that takes them back. */
export function registerZoomCommands(): () => void {
  addToMenu("view", 500, "view.zoomIn", "view.zoomOut", "view.zoomReset");
  return registerCommands(
    { id: "view.zoomIn", title: t("Zoom in"), run: () => zoomBy(1) },
    { id: "view.zoomOut", title: t("Zoom out"), run: () => zoomBy(-1) },
    { id: "view.zoomReset", title: t("Zoom to 100 %"), run: () => zoomTo(USUAL_ZOOM) },
  );
}
