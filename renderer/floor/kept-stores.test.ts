import * as v from "valibot";
import { expect, it } from "vitest";
import { keepStore, keptStoreChanges, presentStores, restoreStores } from "./kept-stores";
import { createStore } from "./store";

it("gives each store what was remembered of it, also one that is there later; what is broken keeps its own", () => {
  const early = createStore(1);
  const broken = createStore(2);
  keepStore("early", early, v.number());
  keepStore("broken", broken, v.number());
  restoreStores({ early: 10, broken: "ten", late: 30, unknown: [1] });
  const late = createStore(3);
  keepStore("late", late, v.number());
  expect([early.get(), broken.get(), late.get()]).toEqual([10, 2, 30]);
  // What a feature that is not loaded has left is there the next time.
  expect(presentStores()).toEqual({ early: 10, broken: 2, late: 30, unknown: [1] });

  let changes = 0;
  keptStoreChanges.subscribe(() => changes++);
  early.set(11);
  expect(changes).toBe(1);
  expect(presentStores().early).toBe(11);
});
