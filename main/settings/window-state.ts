/** What a window is given back at the next start: its place on the screen, and what it keeps about itself. */
import * as v from "valibot";
import { JsonFile } from "./json-file";

const bounds = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
export type Bounds = v.InferOutput<typeof bounds>;

const windowFile = v.object({
  bounds: v.nullable(bounds),
  maximized: v.boolean(),
  /** The window's own: opaque here. */
  view: v.nullable(v.record(v.string(), v.unknown())),
});
export type WindowState = v.InferOutput<typeof windowFile>;

export type WindowStateFile = JsonFile<WindowState>;

export function openWindowState(file: string, onFailure: (error: unknown) => void): WindowStateFile {
  return new JsonFile(
    file,
    windowFile,
    { bounds: null, maximized: false, view: null },
    "window's layout",
    onFailure,
  );
}

/**
 * The remembered place when enough of it still lies on one of the screens to be reached with the mouse (screens come
 * and go), otherwise undefined.
 */
export function usableBounds(remembered: Bounds | null, screens: readonly Bounds[]): Bounds | undefined {
  if (!remembered) return undefined;
  const grip = { width: 100, height: 40 };
  const reachable = screens.some((screen) => {
    const across =
      Math.min(remembered.x + remembered.width, screen.x + screen.width) - Math.max(remembered.x, screen.x);
    const top = remembered.y >= screen.y - 10 && remembered.y + grip.height <= screen.y + screen.height;
    return across >= grip.width && top;
  });
  return reachable ? remembered : undefined;
}
