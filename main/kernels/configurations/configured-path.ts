/** Paths as users write them in a configuration. */
import { join, resolve } from "node:path";

/** @param base the folder that relative paths belong to; "~" is `home` */
export function configuredPath(text: string, base: string, home: string): string {
  if (text === "~") return home;
  return /^~[\\/]/.test(text) ? join(home, text.slice(2)) : resolve(base, text);
}
