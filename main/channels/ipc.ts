/** Where requests of windows arrive: only pages of ours, in a window's main frame, are heard. */
import { ipcMain } from "electron";
import { IPC_REQUEST } from "../../preload/contract/names";
import { APP_ORIGIN } from "../pages/app-address";
import type { AppWindow, Windows } from "../windows/windows";
import type { RequestDispatcher } from "./request-dispatcher";

/** Answers requests of these windows from now on. */
export function serveRequests(windows: Windows, dispatcher: RequestDispatcher<AppWindow>): void {
  ipcMain.handle(IPC_REQUEST, (event, name: unknown, input: unknown) => {
    const window = windows.of(event.sender);
    const frame = event.senderFrame;
    if (!window || frame !== event.sender.mainFrame || !frame.url.startsWith(`${APP_ORIGIN}/`)) {
      return dispatcher.refuse(
        "a frame that is not ours",
        "Requests are answered to Tandem's own window only.",
      );
    }
    return dispatcher.answer(name, input, window);
  });
}
