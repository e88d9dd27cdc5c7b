import { expect, it } from "vitest";
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

it("waits for the end of a go of keys, and no longer than it may", async () => {
  const { model, change } = text();
  expect(await keysPause(model, token)).toBe(true);
  const asked = performance.now();
  expect(await keysPause(model, token)).toBe(true);
  expect(performance.now() - asked).toBeLessThan(PAUSE_MS);

  change();
  const keys = setInterval(change, PAUSE_MS / 4);
  const from = performance.now();
  expect(await keysPause(model, token)).toBe(true);
  clearInterval(keys);
  expect(performance.now() - from).toBeGreaterThan(MOST_MS - PAUSE_MS);
});

it("says when it is not wanted any more", async () => {
  const { model, change } = text();
  await keysPause(model, token);
  change();
  const cancelled = { isCancellationRequested: false };
  const asked = keysPause(model, cancelled as monaco.CancellationToken);
  cancelled.isCancellationRequested = true;
  expect(await asked).toBe(false);
});
