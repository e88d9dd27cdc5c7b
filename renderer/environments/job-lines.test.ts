import { expect, it } from "vitest";
import type { EnvironmentJob } from "../../preload/contract/environments";
import { joined } from "./job-lines";

const job = (firstLine: number, ...lines: string[]): EnvironmentJob => ({
  ...{ id: "1", title: "", environment: "", state: "running", sentence: "", began: 0 },
  task: { kind: "install ipykernel", kernelId: "plain:/p", folder: null },
  ...{ firstLine, lines },
});
const lines = (known: EnvironmentJob, ...news: EnvironmentJob[]) => news.reduce(joined, known).lines;

it("puts lines after those that are known, each once", () => {
  expect(lines(job(0, "a"), job(1, "b", "c"), job(3), job(3, "d"))).toEqual(["a", "b", "c", "d"]);
  expect(lines(job(0, "a", "b"), job(0, "a", "b", "c"))).toEqual(["a", "b", "c"]);
  expect(joined(undefined, job(5, "f"))).toEqual(job(5, "f"));
});

it("keeps the last thousand", () => {
  const many = Array.from({ length: 1500 }, (_one, i) => String(i));
  const end = [job(0, ...many.slice(0, 900)), job(900, ...many.slice(900))].reduce(joined);
  expect([end.firstLine, end.lines.length, end.lines[0], end.lines.at(-1)]).toEqual([
    500,
    1000,
    "500",
    "1499",
  ]);
});
