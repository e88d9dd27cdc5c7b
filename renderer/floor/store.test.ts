import { expect, it } from "vitest";
import { Disposables } from "../../preload/floor/disposables";
import { createStore } from "./store";

it("tells each subscription of a change, and nobody of the same value", () => {
  const store = createStore(1);
  const heard: number[] = [];
  const stop = store.subscribe(() => heard.push(store.get()));
  store.set(2);
  store.set(2);
  store.set((now) => now + 1);
  stop();
  store.set(4);
  expect(heard).toEqual([2, 3]);
});

it("still tells a listener that subscribes anew before its former subscription ends", () => {
  const store = createStore(1);
  const heard: number[] = [];
  const listener = () => heard.push(store.get());
  const followed = new Disposables(store.subscribe(listener));
  followed.renew(store.subscribe(listener));
  store.set(2);
  expect(heard).toEqual([2]);
  followed.dispose();
  store.set(3);
  expect(heard).toEqual([2]);
});
