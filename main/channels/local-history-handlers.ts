/** Requests about earlier texts of files, and what keeps them when files are written. */
import { resolve } from "node:path";
import type { VersionReason } from "../../preload/contract/local-history";
import type { RequestName } from "../../preload/contract/requests";
import { MAX_DOCUMENT_BYTES, readDocument } from "../files/documents";
import type { LocalHistory } from "../local-history/local-history";
import type { AppWindow, Windows } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type LocalHistoryRequests = Extract<RequestName, `localHistory.${string}`>;

/** Keeps versions on the side: nobody waits for it, and nothing fails because it does. */
export class VersionKeeper {
  #told = false;

  constructor(
    private readonly history: LocalHistory,
    private readonly windows: Windows,
    private readonly log: (line: string) => void,
  ) {}

  /** Keeps a text, and tells the windows. Never rejects; the first failure goes to the log. */
  async keep(path: string, text: string, reason: VersionReason): Promise<void> {
    try {
      if (await this.history.keep(resolve(path), text, reason))
        this.windows.broadcast("localHistory.kept", { path: resolve(path) });
    } catch (error) {
      if (!this.#told) this.log(`versions of files cannot be kept: ${error}`);
      this.#told = true;
    }
  }

  /** Keeps what stands on the disk, before it is written over; where a file has versions only if `always`. */
  async keepPresent(path: string, always = false): Promise<void> {
    if (!always && (await this.history.list(resolve(path))).length > 0) return;
    // What is not there, or no text, has no version.
    const content = await readDocument(path).catch(() => undefined);
    if (content && content.binary === null && content.text.length < MAX_DOCUMENT_BYTES)
      await this.keep(path, content.text, "before");
  }

  async moved(from: string, to: string): Promise<void> {
    await this.history.moved(resolve(from), resolve(to)).catch(() => {});
  }
}

export function localHistoryHandlers(
  history: LocalHistory,
  keeper: VersionKeeper,
): SomeHandlers<AppWindow, LocalHistoryRequests> {
  return {
    "localHistory.keep": ({ path, text }) => keeper.keep(path, text, "run"),
    "localHistory.list": ({ path }) => history.list(resolve(path)),
    "localHistory.read": async ({ path, id }) => ({ text: await history.read(resolve(path), id) }),
    "localHistory.forget": ({ path }) => history.forget(resolve(path)),
  };
}
