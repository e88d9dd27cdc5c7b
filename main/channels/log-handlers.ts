/** Requests about the app's own log and those of the hosts. */
import { open } from "node:fs/promises";
import type { RequestName } from "../../preload/contract/requests";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type LogRequests = Extract<RequestName, `logs.${string}`>;

/** The end of a log that is shown, in bytes. */
const SHOWN_BYTES = 256 * 1024;

/** @param appLog its path @param hostLog that of a session's host */
export function logHandlers(
  appLog: string,
  hostLog: (session: string) => string,
): SomeHandlers<AppWindow, LogRequests> {
  return {
    "logs.read": ({ session }) => readEnd(session === null ? appLog : hostLog(session)),
  };
}

/** The end of a file, from the beginning of a line on; nothing of one that is not there. */
async function readEnd(path: string): Promise<{ path: string; text: string; before: number }> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return { path, text: "", before: 0 };
  try {
    const { size } = await file.stat();
    const length = Math.min(size, SHOWN_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const bytes = buffer.subarray(0, bytesRead);
    const start = size > length ? bytes.indexOf(10) + 1 : 0;
    return { path, text: bytes.toString("utf8", start), before: size - length + start };
  } finally {
    await file.close();
  }
}
