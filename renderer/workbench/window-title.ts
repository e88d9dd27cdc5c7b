/** The window's title, which task bars and window lists show: "exp.py, survey: Tandem". */
import { Disposables } from "../../preload/floor/disposables";
import { activeDocument } from "../code/documents";
import { openFolder } from "../floor/app";
import { baseName } from "../floor/paths";

/** Keeps `document.title` right; returns a function that stops it. */
export function followTitle(): () => void {
  let stopName = () => {};
  const update = () => {
    const folder = openFolder.get();
    const parts = [activeDocument.get()?.file.get().name, folder === null ? undefined : baseName(folder)];
    const shown = parts.filter((part) => part !== undefined).join(", ");
    document.title = shown ? `${shown}: Tandem` : "Tandem";
  };
  const onDocument = () => {
    stopName();
    stopName = activeDocument.get()?.file.subscribe(update) ?? (() => {});
    update();
  };
  const stops = new Disposables(activeDocument.subscribe(onDocument), openFolder.subscribe(update));
  onDocument();
  return () => {
    stops.dispose();
    stopName();
  };
}
