/** Whether an AppImage can be replaced without being lost: electron-updater removes the older file first. */
import { statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";

export interface Places {
  /** The newer file only gets another name: it takes no room. */
  readonly sameDisk: boolean;
  /** Bytes that are free beside the older file, which keeps its own for as long as it runs. */
  readonly free: number;
  /** Bytes of the newer file. */
  readonly size: number;
}

/** Pure. */
export const fits = ({ sameDisk, free, size }: Places): boolean => sameDisk || free >= size;

/** @throws Error when one of the files cannot be looked at */
export function placesOf(appImage: string, newer: string): Places {
  const folder = dirname(appImage);
  const { bavail, bsize } = statfsSync(folder);
  const { dev, size } = statSync(newer);
  return { sameDisk: dev === statSync(folder).dev, free: bavail * bsize, size };
}
