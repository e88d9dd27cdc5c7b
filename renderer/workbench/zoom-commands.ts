/** How large the whole window is drawn: text, bars, pictures. One setting for every window; main carries it out. */
import { t } from "../../preload/texts/texts";
import { changeSettings, settings } from "../floor/app";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { nextZoom, USUAL_ZOOM } from "./zoom-steps";

const zoomTo = (zoom: number) => changeSettings({ zoom });

/** Adds the commands; returns a function that takes them back. */
export function registerZoomCommands(): () => void {
  addToMenu("view", 500, "view.zoomIn", "view.zoomOut", "view.zoomReset");
  return registerCommands(
    { id: "view.zoomIn", title: t("Zoom in"), run: () => zoomTo(nextZoom(settings.get().zoom, 1)) },
    { id: "view.zoomOut", title: t("Zoom out"), run: () => zoomTo(nextZoom(settings.get().zoom, -1)) },
    { id: "view.zoomReset", title: t("Zoom to 100 %"), run: () => zoomTo(USUAL_ZOOM) },
  );
}
