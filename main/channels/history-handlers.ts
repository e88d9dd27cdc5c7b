/** Requests about the history of inputs. */
import type { RequestName } from "../../preload/contract/requests";
import type { HistoryFiles } from "../files/history-files";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type HistoryRequests = Extract<RequestName, `history.${string}`>;

export function historyHandlers(files: HistoryFiles): SomeHandlers<AppWindow, HistoryRequests> {
  return {
    "history.read": ({ language, n }) => files.read(language, n),
    "history.append": ({ language, entries }) => files.append(language, entries),
  };
}
