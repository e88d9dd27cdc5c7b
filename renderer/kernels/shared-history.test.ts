import { beforeEach, expect, it, vi } from "vitest";
import type { HistoryEntry } from "../../preload/contract/history";
import type { TandemBridge } from "../../preload/contract/requests";
import { SharedHistory } from "./shared-history";

let file: HistoryEntry[];
let history: SharedHistory;
const bridge = {
  request: async (name: string, input: { entries: HistoryEntry[] }) => {
    if (name === "history.read") return [...file];
    file.push(...input.entries);
    return undefined;
  },
} as unknown as TandemBridge;
const entry = (code: string, time: number): HistoryEntry => ({ session: "s1", time, code, outcome: "ok" });

beforeEach(() => {
  file = [entry("a", 1), entry("b", 2)];
  history = new SharedHistory(bridge);
});

it("gives what main keeps, oldest first, the same for however the language is written", async () => {
  file.reverse();
  await vi.waitFor(() =>
    expect(
      history
        .of("Python")
        .get()
        .map(({ code }) => code),
    ).toEqual(["a", "b"]),
  );
  expect(history.of("python")).toBe(history.of("Python"));
});

it("adds what a kernel remembers and the file does not, once, before what has a time", async () => {
  await history.learn("python", ["k", "a", "k"]);
  await history.learn("python", ["k", "a"]);
  expect(file.map(({ code }) => code)).toEqual(["a", "b", "k"]);
  expect(
    history
      .of("python")
      .get()
      .map(({ code }) => code),
  ).toEqual(["k", "a", "b"]);
});

it("comes back from the kernel when the file is lost", async () => {
  file = [];
  await history.learn("python", ["x = 1", "y = 2"]);
  expect(file).toEqual([
    { session: "", time: 0, code: "x = 1", outcome: null },
    { session: "", time: 0, code: "y = 2", outcome: null },
  ]);
});

it("goes on when main cannot read or write", async () => {
  const broken = new SharedHistory({
    request: () => Promise.reject(new Error("no")),
  } as unknown as TandemBridge);
  await expect(broken.learn("python", ["x"])).resolves.toBeUndefined();
});
