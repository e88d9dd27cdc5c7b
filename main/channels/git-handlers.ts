/** Requests about Git. */
import { basename } from "node:path";
import type { RequestName } from "../../preload/contract/requests";
import { withLineEnds } from "../files/line-ends";
import { decodeText } from "../files/text-encoding";
import { bytesInCommit, fileLog } from "../git/file-log";
import { commitFiles, committedBytes, discardChanges, repositoryOf } from "../git/repository";
import type { AppWindow } from "../windows/windows";
import type { VersionKeeper } from "./local-history-handlers";
import type { SomeHandlers } from "./request-dispatcher";

export type GitRequests = Extract<RequestName, `git.${string}`>;

export function gitHandlers(versions: VersionKeeper): SomeHandlers<AppWindow, GitRequests> {
  return {
    "git.status": async ({ folder }) => (await repositoryOf(folder)) ?? null,
    "git.log": ({ path }) => fileLog(path),
    "git.committed": async ({ path, encoding, at }) => {
      const bytes = await (at ? bytesInCommit(path, at) : committedBytes(path));
      const decoded = bytes && decodeText(bytes, { name: basename(path), wanted: encoding });
      return decoded ? withLineEnds(decoded.text, "\n") : null;
    },
    "git.commit": async ({ folder, paths, message }) => ({
      commit: await commitFiles(folder, paths, message),
    }),
    "git.discard": async ({ folder, paths }) => {
      for (const path of paths) await versions.keepPresent(path, true);
      await discardChanges(folder, paths);
    },
  };
}
