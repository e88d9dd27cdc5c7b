import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { monaco } from "../../monaco";
import { keysPause, MOST_MS, PAUSE_MS } from "./key-pause";

function text() {
  const listeners: (() => void)[] = [];
  const model = {
    onDidChangeContent: (listener: () => void) => listeners.push(listener),
    isDisposed: () => false,
  } as unknown as monaco.editor.ITextModel;
  return { model, change: () => listeners.map((listener) => listener()) };
}
const token = { isCancellationRequested: false } as monaco.CancellationToken;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits for the end of a go of keys, and no longer than it may", async () => {
  const { model, change } = text();
  const first = keysPause(model, token);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(await first).toBe(true);
  // At once where no key came meanwhile: no timer runs on here.
  expect(await keysPause(model, token)).toBe(true);

  change();
  const keys = setInterval(change, PAUSE_MS / 4);
  let isOver = false;
  const asked = keysPause(model, token).then((wanted) => {
    isOver = true;
    return wanted;
  });
  await vi.advanceTimersByTimeAsync(MOST_MS - PAUSE_MS);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  clearInterval(keys);
  expect(await asked).toBe(true);
});

it("says when it is not wanted any more", async () => {
  const { model, change } = text();
  const first = keysPause(model, token);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await first;
  change();
  const cancelled = { isCancellationRequested: false };
  const asked = keysPause(model, cancelled as monaco.CancellationToken);
  cancelled.isCancellationRequested = true;
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(await asked).toBe(false);
});
