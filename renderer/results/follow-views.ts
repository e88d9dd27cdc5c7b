/** How outputs are seen beside the code, of several shells: a number that grows when any of them is to be placed anew. */
import type { Readable } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import { resultViews } from "./result-pieces";

export function followViews(shells: readonly ShellModel[]): Readable<number> {
  const followed = shells.map((shell) => resultViews(shell).changed);
  return {
    get: () => followed.reduce((sum, changed) => sum + changed.get(), 0),
    subscribe: (listener) => {
      const stops = followed.map((changed) => changed.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
