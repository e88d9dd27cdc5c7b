/** Requests about the history of inputs. */
import type { RequestName } from "../../preload/contract/requests";
import type { HistoryFiles } from "../files/history-files";
import type { HistorySearch } from "../history/history-search";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type HistoryRequests = Extract<RequestName, `history.${string}`>;

/** @param changed is told when a window has added to it */
export function historyHandlers(
  files: HistoryFiles,
  search: HistorySearch,
  changed: () => void,
): SomeHandlers<AppWindow, HistoryRequests> {
  return {
    "history.read": ({ language, n }) => files.read(language, n),
    "history.append": async ({ language, entries }) => {
      await files.append(language, entries);
      if (entries.length > 0) changed();
    },
    "history.find": (input) => search.find(input),
    "history.codes": (input) => search.codes(input),
  };
}
