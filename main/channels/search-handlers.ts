/** Requests to find a text in files, and files by their names: one search of each kind for each window. */
import type { RequestName } from "../../preload/contract/requests";
import { filesBelow } from "../files/files-below";
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

/** Files are told in pieces of so many, and as often, in ms. */
const PIECE = 4_000;
const PIECE_MS = 50;

/** @param program where ripgrep is */
export function searchHandlers(windows: Windows, program: () => string): SearchHandlers {
  const searches = new Map<AppWindow, { readonly id: string; readonly search: FolderSearch }>();
  const stop = (window: AppWindow) => {
    searches.get(window)?.search.stop();
    searches.delete(window);
  };
  const listings = new Map<AppWindow, AbortController>();
  const stopListing = (window: AppWindow) => {
    listings.get(window)?.abort();
    listings.delete(window);
  };
  const list = async (window: AppWindow, id: string, folder: string, { signal }: AbortController) => {
    let waiting: string[] = [];
    let told = 0;
    let count = 0;
    const tell = () => {
      if (!signal.aborted && waiting.length > 0)
        windows.send(window, "search.files", { id, paths: waiting.join("\0") });
      waiting = [];
      told = Date.now();
    };
    const all = await filesBelow(folder, {
      signal,
      onFound: (paths) => {
        count += paths.length;
        for (let at = 0; at < paths.length; at += PIECE) {
          waiting.push(...paths.slice(at, at + PIECE));
          if (waiting.length >= PIECE || Date.now() - told >= PIECE_MS) tell();
        }
      },
    });
    tell();
    if (!signal.aborted) windows.send(window, "search.filesListed", { id, count, all });
  };
  return {
    forget: (window) => {
      stop(window);
      stopListing(window);
    },
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
      "search.listFiles": ({ id, folder }, window) => {
        stopListing(window);
        const listing = new AbortController();
        listings.set(window, listing);
        unawaited("listing the files of a folder", list(window, id, folder, listing));
      },
    },
  };
}
