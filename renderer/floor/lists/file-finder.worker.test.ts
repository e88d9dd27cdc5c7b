import { expect, it, onTestFinished, vi } from "vitest";
import type { FromFileFinder, ToFileFinder } from "./file-finder.worker";

it("finds while files come, and has the files of before until a new listing is whole", async () => {
  const heard: FromFileFinder[] = [];
  const scope = {
    postMessage: (message: FromFileFinder) => heard.push(message),
    onmessage: (_event: { data: ToFileFinder }): void => {},
  };
  vi.stubGlobal("self", scope);
  onTestFinished(() => void vi.unstubAllGlobals());
  await import("./file-finder.worker");
  const tell = (data: ToFileFinder) => scope.onmessage({ data });
  const last = () => heard.at(-1)?.found;
  tell({ type: "find", typed: "mo", most: 10 });
  await expect.poll(last).toEqual([]);
  tell({ type: "paths", listing: "1", paths: "model.py\0other.txt" });
  await expect.poll(last).toEqual(["model.py"]);
  tell({ type: "paths", listing: "1", paths: "a/mode.py" });
  tell({ type: "listed", listing: "1" });
  await expect.poll(last).toEqual(["a/mode.py", "model.py"]);
  tell({ type: "paths", listing: "2", paths: "moved.py" });
  tell({ type: "find", typed: "mov", most: 10 });
  await expect.poll(last).toEqual([]);
  tell({ type: "listed", listing: "2" });
  await expect.poll(last).toEqual(["moved.py"]);
});
