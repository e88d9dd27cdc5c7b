/** One app per profile: a second start hands what it was given to the first, and ends. */
import { app } from "electron";
import * as v from "valibot";
import type { CommandLine } from "./command-line";

const handedOver = v.object({
  files: v.array(v.string()),
  folder: v.nullable(v.string()),
  newWindow: v.boolean(),
});
export type HandedOver = v.InferOutput<typeof handedOver>;

/**
 * Whether this is the first start on the profile (app.getPath("userData")). If not, the first one has been given
 * `ours`, whose paths are absolute already: the first app runs in another folder.
 */
export function isFirstInstance({ files, folder, newWindow }: CommandLine): boolean {
  return app.requestSingleInstanceLock({ files, folder, newWindow });
}

/** Calls `listener` with what later starts, or the system's file manager, want to have opened. */
export function onHandedOver(listener: (given: HandedOver) => void): void {
  app.on("second-instance", (_event, _argv, _cwd, data) => {
    const given = v.safeParse(handedOver, data);
    listener(given.success ? given.output : { files: [], folder: null, newWindow: false });
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    listener({ files: [path], folder: null, newWindow: false });
  });
}
