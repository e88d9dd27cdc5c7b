/** Requests about breakpoints: what one window changes the others hear. */
import type { RequestName } from "../../preload/contract/requests";
import type { BreakpointStore } from "../settings/breakpoint-store";
import type { AppWindow, Windows } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type BreakpointRequests = Extract<RequestName, `breakpoints.${string}`>;

export function breakpointHandlers(
  store: BreakpointStore,
  windows: Windows,
): SomeHandlers<AppWindow, BreakpointRequests> {
  const tell = (by: AppWindow) => {
    for (const window of windows.all())
      if (window !== by) windows.send(window, "breakpoints.changed", store.get());
  };
  return {
    "breakpoints.read": () => store.get(),
    "breakpoints.setFile": (file, window) => {
      store.setFile(file);
      tell(window);
    },
    "breakpoints.setOthers": (others, window) => {
      store.setOthers(others);
      tell(window);
    },
  };
}
