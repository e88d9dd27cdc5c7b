/** A value that views follow: the window's only kind of state that several parts share. */
import { useSyncExternalStore } from "react";

export interface Store<T> {
  get(): T;
  set(next: T | ((now: T) => T)): void;
  /** Calls `listener` after each change; returns a function that stops this subscription, and no other of the same function. */
  subscribe(listener: () => void): () => void;
}

/** A store for those who only look. */
export type Readable<T> = Pick<Store<T>, "get" | "subscribe">;

/** Makes a store. Setting the same value (by Object.is) tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const now = typeof next === "function" ? (next as (now: T) => T)(value) : next;
      if (Object.is(now, value)) return;
      value = now;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      // Its own: who subscribes anew before the former subscription ends would lose both.
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}

/** The store's value in a component, drawn anew when it changes. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
