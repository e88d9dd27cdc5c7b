import { expect, it } from "vitest";
import { createStore } from "../floor/store";
import { followShells } from "./follow-shells";

it("begins with each that is there or comes, and ends with each that goes, once", () => {
  const shells = createStore<readonly string[]>(["a", "b"]);
  const said: string[] = [];
  const stop = followShells(shells, (shell) => {
    said.push(`+${shell}`);
    return () => said.push(`-${shell}`);
  });
  shells.set(["b", "c", "a"]);
  shells.set(["c"]);
  shells.set(["c", "b"]);
  stop();
  shells.set(["d"]);
  expect(said.join(" ")).toBe("+a +b +c -a -b +b -c -b");
});
