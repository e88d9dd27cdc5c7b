import { expect, it } from "vitest";
import { Disposables } from "./disposables";

function opened() {
  const closed: string[] = [];
  return { closed, one: (name: string) => () => closed.push(name) };
}

it("closes all that it keeps, once, what came last first, and what comes afterwards at once", () => {
  const { closed, one } = opened();
  const kept = new Disposables(one("a"), { dispose: one("b") });
  kept.add(one("c"));
  expect(kept.size).toBe(3);
  const { dispose } = kept;
  dispose();
  dispose();
  expect(closed).toEqual(["c", "b", "a"]);
  kept.add(one("d"));
  expect(closed).toEqual(["c", "b", "a", "d"]);
  expect(kept.size).toBe(0);
});

it("renews what it keeps, and takes nothing once it is disposed", () => {
  const { closed, one } = opened();
  const kept = new Disposables(one("a"));
  kept.renew(one("b"), one("c"));
  expect(closed).toEqual(["a"]);
  kept.dispose();
  kept.renew(one("d"));
  expect(closed).toEqual(["a", "c", "b", "d"]);
});

it("what cannot be closed keeps nothing else open, and is heard of", () => {
  const { closed, one } = opened();
  const failing = () => {
    throw new Error("it hangs");
  };
  const kept = new Disposables(one("a"), failing, one("b"));
  expect(kept.dispose).toThrow("it hangs");
  expect(closed).toEqual(["b", "a"]);
  // One that disposes its own owner is closed once.
  const circle: Disposables = new Disposables(() => circle.dispose(), one("c"));
  circle.dispose();
  expect(closed).toEqual(["b", "a", "c"]);
});
