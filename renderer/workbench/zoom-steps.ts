/** The sizes of the window that zooming goes through: those of browsers, in percent. */
export const USUAL_ZOOM = 100;
const STEPS = [50, 67, 75, 80, 90, USUAL_ZOOM, 110, 125, 150, 175, 200, 250, 300];

/** The next larger (1) or smaller (-1) step after `zoom`, in percent; the last one where there is no other. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const further = direction > 0 ? STEPS.filter((step) => step > zoom) : STEPS.filter((step) => step < zoom);
  return (direction > 0 ? further[0] : further.at(-1)) ?? zoom;
}
