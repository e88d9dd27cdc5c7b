import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { monaco } from "../../monaco";
import { keysPause, LONGEST_PAUSE_MS, MOST_MS, PAUSE_MS, Pace } from "./key-pause";

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

it("is longer for who takes long, and short again when that is over", () => {
  const pace = new Pace();
  expect(pace.pauseMs).toBe(PAUSE_MS);
  pace.took(30);
  expect(pace.pauseMs).toBe(PAUSE_MS);
  pace.took(4_000);
  expect(pace.pauseMs).toBe(LONGEST_PAUSE_MS);
  for (let i = 0; i < 10; i++) pace.took(30, true);
  expect(pace.pauseMs).toBe(LONGEST_PAUSE_MS);
  for (let i = 0; i < 10; i++) pace.took(30);
  expect(pace.pauseMs).toBe(PAUSE_MS);
});
