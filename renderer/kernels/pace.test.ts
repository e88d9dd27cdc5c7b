import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { windowPace } from "./pace";

let frames: Map<number, () => void>;

beforeEach(() => {
  vi.useFakeTimers();
  frames = new Map();
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => {
    frames.set(frames.size + 1, callback);
    return frames.size;
  });
  vi.stubGlobal("cancelAnimationFrame", (frame: number) => frames.delete(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("work is done before the next picture, once", () => {
  const work = vi.fn();
  windowPace.beforeFrame(work);
  for (const frame of frames.values()) frame();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(1);
});

test("a picture that never comes is not waited for: a window that was hidden meanwhile, or has no compositor", () => {
  const work = vi.fn();
  windowPace.beforeFrame(work);
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(1);
  expect(frames.size).toBe(0);
});
