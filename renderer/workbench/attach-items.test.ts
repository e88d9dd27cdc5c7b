import { expect, it, vi } from "vitest";
import type { PaletteItem } from "./palette-item";

// Its bridge is looked up as soon as a module of the window is there.
vi.stubGlobal("window", { tandem: {} });
const { searchPrograms } = await import("./attach-items");

const program = (pid: number): PaletteItem => ({
  id: `pid:${pid}`,
  title: "python fit.py",
  detail: `process ${pid}`,
  kind: "choice",
  key: null,
  run: () => {},
});
const found = (query: string) => searchPrograms([program(967), program(9672)], query).map(({ id }) => id);

it("a number is the process that was found before it is a port, and a port before a process that was not", () => {
  expect(found("9672")).toEqual(["pid:9672", "127.0.0.1:9672"]);
  expect(found("967")).toEqual(["pid:967", "127.0.0.1:967", "pid:9672"]);
  expect(found("5678")).toEqual(["127.0.0.1:5678", "pid:5678"]);
  expect(found("967200")).toEqual(["pid:967200"]);
  expect(found("far:5678")).toEqual(["far:5678"]);
  expect(found("far:5678 /my fits=/srv/fits")).toEqual(["far:5678 /my fits=/srv/fits"]);
  expect(found("far:5678 /my fits")).toEqual([]);
});
