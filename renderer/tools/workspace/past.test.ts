import { expect, test } from "vitest";
import type { PastVariable } from "../../../preload/contract/variables";
import { differences, momentOf } from "./past";

const past = (name: string, value: string, more: Partial<PastVariable> = {}): PastVariable => ({
  name,
  kind: "number",
  type: "int",
  shape: "",
  value,
  mark: "",
  origin: "own",
  ...more,
});
const moment = (life: number, ...variables: PastVariable[]) => momentOf(life, variables);

test("a comparison has what is new, other and gone, and says what it was", () => {
  const found = differences(
    moment(1, past("a", "1"), past("b", "2"), past("c", "3")),
    moment(1, past("a", "1"), past("b", "5"), past("d", "4")),
  );
  expect(found.map(({ name, value, change }) => [name, value, change])).toEqual([
    ["b", "2 → 5", "changed"],
    ["d", "4", "new"],
    ["c", "3", "removed"],
  ]);
});

test("what a snapshot has no room for is neither new nor gone", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => past(`v${n}`, "1"));
  const more = { ...moment(1, ...many, past("big", "2")), complete: true };
  expect(differences(moment(1, ...many), more)).toEqual([]);
  expect(differences(more, moment(1, ...many))).toEqual([]);
  expect(differences(more, moment(1, ...many.slice(1), past("big", "3"))).map(({ name }) => name)).toEqual([
    "big",
  ]);
  expect(differences(more, moment(1, ...many.slice(0, 999)))).toMatchObject([
    { name: "v999", change: "removed" },
    { name: "big", change: "removed" },
  ]);
});

test("a sign that is another one tells a change within one life of the kernel only", () => {
  const before = past("x", "[1, 2, …]", { mark: "1", shape: "10" });
  const after = past("x", "[1, 2, …]", { mark: "2", shape: "10" });
  expect(differences(moment(1, before), moment(1, after))).toMatchObject([
    { change: "changed", value: "[1, 2, …]" },
  ]);
  expect(differences(moment(1, before), moment(2, after))).toEqual([]);
});

test("a value that a snapshot has only the beginning of is the same", () => {
  const long = "x".repeat(150);
  const cut = `${long.slice(0, 100)}…`;
  expect(differences(moment(1, past("x", cut)), moment(1, past("x", long)))).toEqual([]);
});
