/** Requests about newer versions of the app, and about what it is made of. */
import { release } from "node:os";
import { app } from "electron";
import type { RequestName } from "../../preload/contract/requests";
import type { Updates } from "../update/app-updates";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type UpdateRequests = Extract<RequestName, `update.${string}`>;

export function updateHandlers(updates: Updates): SomeHandlers<AppWindow, UpdateRequests> {
  return {
    "update.state": () => updates.state,
    "update.check": () => updates.check(),
    "update.download": () => updates.download(),
    "update.restart": () => {
      updates.restartWhenEnded();
      app.quit();
    },
    "update.madeOf": () => {
      const { electron = "", chrome = "", node, v8 } = process.versions;
      return [
        { name: "Electron", version: electron },
        { name: "Chromium", version: chrome },
        { name: "Node.js", version: node },
        { name: "V8", version: v8 },
        { name: "System", version: `${process.platform} ${process.arch}, ${release()}` },
      ];
    },
  };
}
