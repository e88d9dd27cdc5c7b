/** What this copy of the app is, as seen from inside. */
import { accessSync, constants, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { app } from "electron";
import { appImageOf } from "./host-runtime";
import type { Installation } from "./policy";

export function thisInstallation(): Installation {
  const appImage = process.platform === "linux" ? appImageOf(process.env, process.execPath) : undefined;
  return {
    platform: process.platform,
    packaged: app.isPackaged,
    program: process.execPath,
    appImage,
    appImageReplaceable: appImage !== undefined && isWritable(dirname(appImage)),
    feed: readFeed(),
  };
}

function readFeed(): string | undefined {
  try {
    return readFileSync(join(process.resourcesPath, "app-update.yml"), "utf8");
  } catch {
    return undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
