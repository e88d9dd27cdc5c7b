/** Requests to find a text in files: one search for each window. */
import type { RequestName } from "../../preload/contract/requests";
import { unawaited } from "../floor/failures";
import { FolderSearch } from "../search/search";
import type { AppWindow, Windows } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type SearchRequests = Extract<RequestName, `search.${string}`>;

export interface SearchHandlers {
  readonly handlers: SomeHandlers<AppWindow, SearchRequests>;
  /** The window's page is gone. */
  forget(window: AppWindow): void;
}

/** @param program where ripgrep is */
export function searchHandlers(windows: Windows, program: () => string): SearchHandlers {
  const searches = new Map<AppWindow, { readonly id: string; readonly search: FolderSearch }>();
  const stop = (window: AppWindow) => {
    searches.get(window)?.search.stop();
    searches.delete(window);
  };
  return {
    forget: stop,
    handlers: {
      "search.begin": ({ id, query, texts }, window) => {
        stop(window);
        const search = new FolderSearch({
          program: program(),
          query,
          texts,
          onFound: (files) => windows.send(window, "search.found", { id, files }),
        });
        searches.set(window, { id, search });
        const end = async () => {
          const outcome = await search.outcome;
          if (searches.get(window)?.search !== search) return;
          searches.delete(window);
          windows.send(window, "search.ended", { id, ...outcome });
        };
        unawaited("searching in files", end());
      },
      "search.cancel": ({ id }, window) => {
        if (searches.get(window)?.id === id) stop(window);
      },
    },
  };
}
