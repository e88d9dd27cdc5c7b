import { expect, it, onTestFinished, vi } from "vitest";
import type { FromFinder, ToFinder } from "./find-messages";

it("says that it works no more after an expression that is none, and goes on with the next one", async () => {
  const heard: FromFinder[] = [];
  const scope = {
    name: "en",
    postMessage: (message: FromFinder) => heard.push(message),
    onmessage: (_event: { data: ToFinder }): void => {},
  };
  vi.stubGlobal("self", scope);
  onTestFinished(() => void vi.unstubAllGlobals());
  await import("./find.worker");
  const ask = (id: number, text: string) =>
    scope.onmessage({
      data: { type: "query", id, query: { text, matchCase: true, wholeWord: false, regex: true } },
    });
  const last = () => heard.at(-1);
  ask(1, "a(");
  expect(heard).toEqual([{ type: "failed", id: 1, sentence: expect.stringContaining("Unterminated group") }]);
  await expect.poll(last).toEqual({ type: "alive", busy: false });
  heard.length = 0;
  ask(2, "a");
  await expect.poll(last).toEqual({ type: "alive", busy: false });
  expect(heard).toContainEqual(expect.objectContaining({ type: "found", id: 2, done: true }));
});
