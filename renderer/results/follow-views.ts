/** How outputs are seen beside the code, of several sources: a number that grows when any of them is to be placed anew. */
import { Disposables } from "../../preload/floor/disposables";
import type { Readable } from "../floor/store";
import { resultViews } from "./result-pieces";
import type { ResultSource } from "./result-source";

export function followViews(sources: readonly ResultSource[]): Readable<number> {
  const followed = sources.map(({ owner }) => resultViews(owner).changed);
  return {
    get: () => followed.reduce((sum, changed) => sum + changed.get(), 0),
    subscribe: (listener) => {
      const stops = new Disposables(...followed.map((changed) => changed.subscribe(listener)));
      return () => {
        stops.dispose();
      };
    },
  };
}
