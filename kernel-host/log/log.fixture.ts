/** A log in a folder of its own, for tests. */
import path from "node:path";
import type { Clock } from "../floor/clock";
import { temporaryFolder } from "./disk/disk.fixture";
import { Log, type LogOptions } from "./log";

/** Opens a log of the session "s" in a new folder, unless told otherwise. */
export function openLog(clock: Clock, options: Partial<LogOptions> = {}): Log {
  return new Log({ folder: path.join(temporaryFolder(), "log"), session: "s", epoch: 1, clock, ...options });
}
