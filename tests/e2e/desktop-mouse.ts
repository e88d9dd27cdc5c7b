/** The mouse of the whole desktop, which goes from window to window. Only on an X server with xdotool. */
import { execFileSync } from "node:child_process";
import type { Locator } from "playwright/test";
import type { Tandem } from "./app";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** So long is waited for an element that the mouse is to go to, in ms: what was dragged away meanwhile never comes. */
const PATIENCE_MS = 5_000;

function xdotool(...args: readonly (string | number)[]): void {
  execFileSync("xdotool", args.map(String));
}

/** Whether there is one. */
export function hasDesktopMouse(): boolean {
  try {
    xdotool("version");
    return process.env.DISPLAY !== undefined;
  } catch {
    return false;
  }
}

/** Where the middle of an element is on the screen. @param shift of its size, from its middle */
export async function onScreen(
  tandem: Tandem,
  element: Locator,
  shift: Point = { x: 0, y: 0 },
): Promise<Point> {
  const window = await tandem.electron.browserWindow(element.page());
  const origin = await window.evaluate((one) => one.getContentBounds());
  const box = await element.boundingBox({ timeout: PATIENCE_MS });
  if (!box) throw new Error("what the mouse is to go to is not on the page");
  return {
    x: Math.round(origin.x + box.x + box.width * (0.5 + shift.x)),
    y: Math.round(origin.y + box.y + box.height * (0.5 + shift.y)),
  };
}

/** Moves it, over a point beside the one that is meant: what follows a drag wants to see it move. */
export function move({ x, y }: Point): void {
  xdotool("mousemove", x - 6, y - 6);
  xdotool("mousemove", x, y);
}

export const press = () => xdotool("mousedown", 1);
export const release = () => xdotool("mouseup", 1);
/** Strikes a key of the desktop's keyboard, "Escape". */
export const strike = (key: string) => xdotool("key", key);
